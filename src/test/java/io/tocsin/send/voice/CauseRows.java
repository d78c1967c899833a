package io.tocsin.send.voice;

import java.util.List;
import java.util.stream.IntStream;

/** How attempts end by what becomes of their calls, which the number's last digits say. */
final class CauseRows {
    private static final String ROWS = """
            0404 failed PERMANENT 1/404
            0604 failed PERMANENT 1/604
            0485 failed PERMANENT 1/485
            0410 failed PERMANENT 22/410
            0484 failed PERMANENT 28/484
            0420 failed CONFIG 3/420
            0486 failed BUSY 17/486
            0600 failed BUSY 17/600
            0408 failed UNREACHABLE 18/408
            0480 failed NO_ANSWER 19/480
            0483 failed NO_ANSWER 19/483
            0603 failed REJECTED 21/603
            0403 failed REJECTED 21/403
            0401 failed CONFIG 21/401
            0407 failed CONFIG 21/407
            0502 failed UNREACHABLE 27/502
            0501 failed CONFIG 29/501
            0503 failed NETWORK 34/503
            0580 failed NETWORK 34/580
            0500 failed NETWORK 38/500
            0409 failed NETWORK 41/409
            0488 failed CONFIG 58/488
            0606 failed CONFIG 58/606
            0504 failed NETWORK 102/504
            0400 failed UNREACHABLE 127/400
            0405 failed UNREACHABLE 127/405
            0411 failed UNREACHABLE 127/411
            0413 failed UNREACHABLE 127/413
            0414 failed UNREACHABLE 127/414
            0415 failed UNREACHABLE 127/415
            0481 failed UNREACHABLE 127/481
            0482 failed UNREACHABLE 127/482
            0487 failed UNREACHABLE 127/487
            0491 failed UNREACHABLE 127/491
            0493 failed UNREACHABLE 127/493
            0505 failed UNREACHABLE 127/505
            1486 failed BUSY 17/486
            1480 failed NO_ANSWER 19/480
            1603 failed REJECTED 21/603
            1503 failed NETWORK 34/503
            3002 failed CONFIG 2/480
            3005 failed CONFIG 5/480
            3016 failed NO_ANSWER 16/480
            3020 failed POWERED_OFF 20/480
            3029 failed CONFIG 29/480
            3031 failed UNREACHABLE 31/480
            3042 failed NETWORK 42/480
            3044 failed NETWORK 44/480
            3050 failed CONFIG 50/480
            3052 failed CONFIG 52/480
            3054 failed PERMANENT 54/480
            3057 failed CONFIG 57/480
            3065 failed CONFIG 65/480
            3088 failed CONFIG 88/480
            3111 failed UNREACHABLE 111/480
            3099 failed UNREACHABLE 99/480
            """;

    private CauseRows() {}

    /**
     * One row.
     *
     * @param end the last four digits
     * @param expected as {@link Book#end} says it
     */
    record Row(String end, String expected) {}

    /** Those that an Asterisk makes of a SIP code: it leaves a Reason header out of account (22.10). */
    static List<Row> bySip() {
        return all().stream().filter(row -> !row.end.startsWith("3")).toList();
    }

    static List<Row> all() {
        return ROWS.lines().map(line -> new Row(line.substring(0, 4), line.substring(5))).toList();
    }

    static String[] ends(List<Row> rows) {
        return rows.stream().map(Row::end).toArray(String[]::new);
    }

    /** What went otherwise; empty when nothing did. */
    static List<String> differences(Book book, List<Row> rows) {
        return IntStream.range(0, rows.size())
                .mapToObj(i -> {
                    String tag = rows.get(i).end() + "#" + i;
                    String seen = book.end(tag);
                    return seen.equals(rows.get(i).expected())
                            ? ""
                            : tag + ": " + seen + ", not " + rows.get(i).expected();
                }).filter(line -> !line.isEmpty()).toList();
    }
}
