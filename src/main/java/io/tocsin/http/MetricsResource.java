package io.tocsin.http;

import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import java.util.List;
import java.util.Set;

/** The meters for Prometheus. */
final class MetricsResource implements Resource {
    private final Probes probes;

    MetricsResource(Probes probes) {
        this.probes = probes;
    }

    @Override
    public List<Call> calls() {
        return List.of(Call.get("/metrics", Set.of(), this::scrape));
    }

    private HttpResponse scrape(Exchange exchange) {
        Probes.Scrape scrape = probes.metrics(exchange.header(HttpHeaderNames.ACCEPT).orElse(""));
        return HttpResponse.of(HttpStatus.OK, MediaType.parse(scrape.contentType()), scrape.text());
    }
}
