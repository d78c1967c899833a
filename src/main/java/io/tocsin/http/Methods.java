package io.tocsin.http;

import java.util.List;
import java.util.stream.Collectors;

/** Which methods an address knows, for those who tried another ({@code Allow}, RFC 9110 10.2.1). */
final class Methods {
    private final List<Known> known;

    /** The methods of those calls. */
    Methods(List<Call> calls) {
        known = calls.stream().map(call -> new Known(call.method().name(), split(call.path()))).toList();
    }

    private record Known(String method, List<String> segments) {
        boolean matches(List<String> path) {
            if (path.size() != segments.size()) {
                return false;
            }
            for (int i = 0; i < path.size(); i++) {
                if (!segments.get(i).startsWith("{") && !segments.get(i).equals(path.get(i))) {
                    return false;
                }
            }
            return true;
        }
    }

    /** The methods, joined by commas; empty for an address that is none. */
    String of(String path) {
        int query = path.indexOf('?');
        List<String> segments = split(query < 0 ? path : path.substring(0, query));
        return known.stream().filter(each -> each.matches(segments)).map(Known::method).distinct().sorted()
                .collect(Collectors.joining(", "));
    }

    private static List<String> split(String path) {
        return List.of(path.split("/", -1));
    }
}
