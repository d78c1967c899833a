package io.tocsin.cli.sample;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Plausible, made-up warnings as NDJSON: every number different, drawn over the operators' ranges.
 * The same seed makes the same ones.
 */
public final class Samples {
    private static final List<String> PREFIXES = List.of("139", "138", "137", "150", "158", "182", "187", "198", "130",
            "131", "155", "186", "133", "153", "180", "189");
    private static final List<String> FAMILY = List.of("王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴", "包",
            "白", "乌", "敖");
    private static final List<String> GIVEN = List.of("伟", "芳", "娜", "敏", "静", "丽", "强", "磊", "洋", "艳", "勇",
            "军", "杰", "娟", "涛", "明", "超", "秀英", "建国", "其其格");
    private static final List<String> FRAUDS = List.of("刷单返利", "虚假网络投资理财", "冒充客服退款", "虚假贷款", "冒充公检法", "冒充领导熟人",
            "虚假征信", "网络游戏交易");
    private static final List<String> CITIES = List.of("海拉尔", "满洲里", "牙克石", "扎兰屯", "额尔古纳", "根河");
    private static final int NUMBERS_PER_PREFIX = 100_000_000;
    private static final int DIGITS = 8;

    private final long seed;
    private final int count;
    private final boolean mixedGrades;
    private final String end;
    private final List<String> playbooks;
    private final List<String> units;

    /**
     * So many warnings.
     *
     * @param seed repeats them
     * @param mixedGrades whether rows name a grade of their own (1 % urgent, 9 % high, 30 % medium, 60
     *            % low)
     */
    public Samples(long seed, int count, boolean mixedGrades) {
        this(seed, count, mixedGrades, "");
    }

    /**
     * The same with numbers that all have the same last digits, by which simulated and tested networks
     * know what becomes of a call.
     *
     * @param end at most four digits
     * @throws IllegalArgumentException when there are not that many such numbers
     */
    public Samples(long seed, int count, boolean mixedGrades, String end) {
        this(seed, count, mixedGrades, end, List.of(), List.of());
    }

    /**
     * The same for several playbooks and people of several units, by chance.
     *
     * @param playbooks their names, empty for that of the batch
     * @param units paths that begin with a province's or a city's name and a district's, which is then
     *            where the person lives; empty for none
     */
    public Samples(long seed, int count, boolean mixedGrades, String end, List<String> playbooks,
            List<String> units) {
        this.seed = seed;
        this.end = end;
        this.playbooks = List.copyOf(playbooks);
        this.units = List.copyOf(units);
        if (!end.matches("[0-9]{0,4}") || count > numbersPerPrefix() * PREFIXES.size()) {
            throw new IllegalArgumentException("got " + count + " numbers with the end '" + end
                    + "', expected at most four digits and " + numbersPerPrefix() * PREFIXES.size() + " numbers");
        }
        this.count = count;
        this.mixedGrades = mixedGrades;
    }

    /** How many there are. */
    public int count() {
        return count;
    }

    /** One warning as a line of JSON without its end. */
    public String line(int index) {
        SplittableRandom random = new SplittableRandom(seed * 31 + index);
        StringBuilder line = new StringBuilder(160);
        line.append("{\"ref\":\"S").append(seed).append('-').append(index).append("\",\"phone\":\"")
                .append(phone(index))
                .append("\",\"name\":\"").append(pick(FAMILY, random)).append(pick(GIVEN, random))
                .append("\",\"fraudType\":\"").append(pick(FRAUDS, random)).append('"');
        String city = pick(CITIES, random);
        if (mixedGrades) {
            line.append(",\"grade\":\"").append(grade(random.nextInt(100))).append('"');
        }
        if (!playbooks.isEmpty()) {
            // Not the index: numbers of an operator lie beside each other.
            line.append(",\"playbook\":\"").append(playbooks.get(random.nextInt(playbooks.size()))).append('"');
        }
        line.append(",\"vars\":{\"city\":\"");
        if (units.isEmpty()) {
            line.append(city);
        } else {
            String unit = pick(units, random);
            line.append(unit.split("/", -1)[1]).append("\",\"unit\":\"").append(unit);
        }
        return line.append("\"}}").toString();
    }

    /**
     * A number that no other index has: a walk through a range with a stride that shares no factor with
     * it.
     */
    private String phone(int index) {
        String prefix = PREFIXES.get(index % PREFIXES.size());
        long place = (Math.floorMod(seed, NUMBERS_PER_PREFIX) + (index / PREFIXES.size()) * 61_803_399L)
                % numbersPerPrefix();
        return prefix + String.format("%0" + (DIGITS - end.length()) + "d", place) + end;
    }

    private long numbersPerPrefix() {
        return NUMBERS_PER_PREFIX / Math.round(Math.pow(10, end.length()));
    }

    private static String grade(int percent) {
        if (percent < 1) {
            return "urgent";
        }
        return percent < 10 ? "high" : percent < 40 ? "medium" : "low";
    }

    private static String pick(List<String> words, SplittableRandom random) {
        return words.get(random.nextInt(words.size()));
    }

    /** Warnings of a range as a stream that makes them while it is read. */
    public InputStream ndjson(int from, int to) {
        return new InputStream() {
            private int next = from;
            private byte[] chunk = new byte[0];
            private int at;

            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] target, int offset, int length) {
                if (at == chunk.length && !fill()) {
                    return -1;
                }
                int taken = Math.min(length, chunk.length - at);
                System.arraycopy(chunk, at, target, offset, taken);
                at += taken;
                return taken;
            }

            private boolean fill() {
                StringBuilder lines = new StringBuilder(20_000);
                for (int i = 0; i < 100 && next < to; i++) {
                    lines.append(line(next++)).append('\n');
                }
                chunk = lines.toString().getBytes(StandardCharsets.UTF_8);
                at = 0;
                return chunk.length > 0;
            }
        };
    }

    /** All of them as bytes, made beforehand so that making them costs a measurement nothing. */
    public byte[] bytes(int from, int to) {
        StringBuilder lines = new StringBuilder((to - from) * 150);
        for (int i = from; i < to; i++) {
            lines.append(line(i)).append('\n');
        }
        return lines.toString().getBytes(StandardCharsets.UTF_8);
    }
}
