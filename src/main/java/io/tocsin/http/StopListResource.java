package io.tocsin.http;

import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import io.tocsin.dispatch.ContactStore;
import io.tocsin.report.ResultJson;
import io.tocsin.warning.Phone;
import java.util.List;
import java.util.Optional;

/** Numbers never to contact. */
public final class StopListResource implements Resource {
    private static final int LONGEST_REASON = 200;

    private final ContactStore contacts;
    private final PhoneField phones;
    private final ResultJson forms;

    /**
     * Works on that list.
     *
     * @param phones reads numbers
     */
    public StopListResource(ContactStore contacts, PhoneField phones, ResultJson forms) {
        this.contacts = contacts;
        this.phones = phones;
        this.forms = forms;
    }

    @Override
    public List<Call> calls() {
        return List.of(Call.post("/v1/stop-list", Own.STEER, this::add),
                Call.post("/v1/stop-list/lookup", Own.STEER, this::lookup),
                Call.post("/v1/stop-list/remove", Own.STEER, this::remove));
    }

    private HttpResponse add(Exchange exchange) {
        Fields fields = new Fields(exchange.json(), "phone", "reason");
        Phone phone = phones.of(fields);
        String reason = fields.text("reason", 1, LONGEST_REASON);
        exchange.audit("stop-list.add", phone.masked(), null, reason);
        boolean added = contacts.stop(phone, reason);
        return Json.answer(added ? HttpStatus.CREATED : HttpStatus.OK, json -> {
            json.writeStartObject();
            json.writeBooleanField("added", added);
            json.writeEndObject();
        });
    }

    private HttpResponse lookup(Exchange exchange) {
        Phone phone = phones.of(new Fields(exchange.json(), "phone"));
        exchange.audit("stop-list.lookup", phone.masked(), null, null);
        Optional<ContactStore.Stop> stop = contacts.stopped(phone);
        return Json.ok(json -> {
            json.writeStartObject();
            json.writeBooleanField("stopped", stop.isPresent());
            json.writeStringField("reason", stop.map(ContactStore.Stop::reason).orElse(null));
            forms.time(json, "since", stop.map(ContactStore.Stop::since).orElse(null));
            json.writeBooleanField("optOut", stop.map(ContactStore.Stop::optOut).orElse(false));
            json.writeEndObject();
        });
    }

    private HttpResponse remove(Exchange exchange) {
        Phone phone = phones.of(new Fields(exchange.json(), "phone"));
        exchange.audit("stop-list.remove", phone.masked(), null, null);
        boolean removed = contacts.allow(phone);
        return Json.ok(json -> {
            json.writeStartObject();
            json.writeBooleanField("removed", removed);
            json.writeEndObject();
        });
    }
}
