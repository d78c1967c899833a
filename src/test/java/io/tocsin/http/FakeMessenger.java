package io.tocsin.http;

import io.tocsin.review.Messenger;
import io.tocsin.review.dictionary.Message;
import io.tocsin.review.item.CaseRow;
import java.util.List;

/** Sends nothing, and says that it was sent before. */
final class FakeMessenger implements Messenger {
    @Override
    public List<String> texts(Message message) {
        return List.of("{signature}{name}您好");
    }

    @Override
    public Sent send(CaseRow to, Message message, String occasion) {
        return new Sent.Away(null, true);
    }
}
