package io.tocsin.http;

import io.tocsin.access.content.BadContentException;
import io.tocsin.access.content.ContentName;
import io.tocsin.access.content.ContentRules;
import java.util.List;
import java.util.Map;

/** A file with one text, where a text of "bad" is wrong. */
final class FakeRules implements ContentRules {
    /** The one text of the file. */
    static final ContentName SMS = new ContentName(ContentName.Kind.TEMPLATE, "fraud-sms");

    @Override
    public Map<ContentName, String> base() {
        return Map.of(SMS, "{name}您好");
    }

    @Override
    public List<String> check(ContentName of, String text) {
        if (text.equals("bad")) {
            throw new BadContentException(List.of("got bad, expected good"));
        }
        return List.of("about " + text.length() + " characters");
    }
}
