package io.tocsin.store.review;

import io.tocsin.review.figure.Summary;
import io.tocsin.review.item.Case;
import io.tocsin.review.item.CaseId;
import io.tocsin.review.item.CaseRow;
import io.tocsin.review.item.Entry;
import io.tocsin.review.item.Reason;
import io.tocsin.review.item.SeenBy;
import io.tocsin.review.item.Verdict;
import io.tocsin.store.redis.PackedPlace;
import io.tocsin.store.redis.Codes;
import io.tocsin.store.redis.Reply;
import io.tocsin.warning.Grade;
import io.tocsin.warning.WarningId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Cases as scripts tell them, read. */
public final class CaseForm {
    private static final int NUMBER = 5;
    /** A clock of this stage ran out. */
    private static final long BREACHED = 2;
    private static final long ALERTED = 3;
    private static final byte[] NOTHING = {};
    private final CaseSeals seals;

    CaseForm(CaseSeals seals) {
        this.seals = seals;
    }

    /** Number, all fields, timeline, other cases of the number. */
    public Case whole(int partition, @Nullable Object told) {
        List<@Nullable Object> parts = Reply.list(told);
        CaseId id = new CaseId(partition, Reply.number(parts.get(0)));
        Fields fields = Fields.of(Reply.list(parts.get(1)));
        byte[] others = Objects.requireNonNullElse(Reply.bytes(parts.get(3)), NOTHING);
        return new Case(row(id, fields), entries(id, fields, Reply.list(parts.get(2))), warnings(id, fields),
                earlier(id, others), seals.text(partition, id.number(), "n", fields.bytes("dr")), verdict(id, fields),
                fields.get("st"));
    }

    /** What a list shows. */
    public CaseRow row(CaseId id, Fields fields) {
        byte[] key = fields.bytes("k");
        CaseSeals.Person person = key.length == 0 ? null : seals.person(id.partition(), key, fields.bytes("e"));
        return new CaseRow(id, Codes.caseState((int) fields.number("s")), Codes.grade((int) fields.number("g")),
                person == null ? null : person.phone(), person == null ? "" : person.name(),
                fields.unit(), Objects.requireNonNullElse(fields.get("f"), ""),
                reasons(fields), (int) fields.number("a"), (int) fields.number("x"), times(fields), fields.get("h"),
                clocks(fields, BREACHED), clocks(fields, ALERTED), seenBy(fields.get("y")));
    }

    /** As scripts write it: nothing, a question mark or a percent sign. */
    public static SeenBy seenBy(@Nullable String mark) {
        return mark == null || mark.isEmpty()
                ? SeenBy.ITS_UNIT
                : mark.equals("%") ? SeenBy.EVERYBODY : SeenBy.TOP_UNITS;
    }

    private static CaseRow.Times times(Fields fields) {
        return new CaseRow.Times(Instant.ofEpochMilli(fields.number("o")), Instant.ofEpochMilli(fields.number("d")),
                Instant.ofEpochMilli(fields.number("c")), fields.time("ft"), fields.time("l"), fields.time("z"),
                fields.time("cl"));
    }

    /** The clocks that have come to that stage, or a later one. */
    private static Set<String> clocks(Fields fields, long stage) {
        Set<String> clocks = new HashSet<>();
        if (fields.number("bt") >= stage) {
            clocks.add(Summary.FIRST_TOUCH);
        }
        if (fields.number("bc") >= stage) {
            clocks.add(Summary.CLOSE);
        }
        return clocks;
    }

    private static List<Reason> reasons(Fields fields) {
        List<Reason> reasons = new ArrayList<>();
        ByteBuffer texts = ByteBuffer.wrap(fields.bytes("r"));
        ByteBuffer times = ByteBuffer.wrap(fields.bytes("rt"));
        while (texts.hasRemaining()) {
            String[] parts = string(texts, Short.toUnsignedInt(texts.getShort())).split("\0", 2);
            reasons.add(new Reason(Reason.Kind.of(parts[0]).orElse(Reason.Kind.MANUAL),
                    parts.length > 1 ? parts[1] : "", Instant.ofEpochMilli(times.getLong())));
        }
        return reasons;
    }

    private static List<WarningId> warnings(CaseId id, Fields fields) {
        List<WarningId> warnings = new ArrayList<>();
        ByteBuffer places = ByteBuffer.wrap(fields.bytes("w"));
        while (places.remaining() >= PackedPlace.BYTES) {
            warnings.add(PackedPlace.next(id.partition(), places));
        }
        return warnings;
    }

    private List<CaseId> earlier(CaseId id, byte[] packed) {
        return numbers(id.partition(), packed).stream().skip(1).filter(Objects::nonNull)
                .filter(each -> !id.equals(each)).toList().reversed();
    }

    /** The case that is not done first, if any: else a null; then the earlier ones, oldest first. */
    public static List<@Nullable CaseId> numbers(int partition, byte[] packed) {
        List<@Nullable CaseId> ids = new ArrayList<>();
        ByteBuffer in = ByteBuffer.wrap(packed);
        while (in.remaining() >= NUMBER) {
            long number = number(in);
            ids.add(number == 0 ? null : new CaseId(partition, number));
        }
        if (ids.isEmpty()) {
            ids.add(null);
        }
        return ids;
    }

    private static long number(ByteBuffer in) {
        return (in.get() & 0xffL) << 32 | Integer.toUnsignedLong(in.getInt());
    }

    private @Nullable Verdict verdict(CaseId id, Fields fields) {
        String code = fields.get("vc");
        if (code == null) {
            return null;
        }
        Map<String, String> texts = new HashMap<>(seals.verdict(id.partition(), id.number(), fields.bytes("v")));
        String note = Objects.requireNonNullElse(texts.remove(""), "");
        return new Verdict(code, (int) fields.number("vv"), note, fields.number("vs"), fields.number("vl"), texts,
                Objects.requireNonNullElse(fields.get("vb"), ""), Instant.ofEpochMilli(fields.number("va")));
    }

    private List<Entry> entries(CaseId id, Fields fields, List<@Nullable Object> packed) {
        List<Entry> entries = new ArrayList<>();
        for (@Nullable
        Object each : packed) {
            ByteBuffer in = ByteBuffer.wrap(Objects.requireNonNull(Reply.bytes(each)));
            String kind = string(in, Byte.toUnsignedInt(in.get()));
            Instant at = Instant.ofEpochMilli(in.getLong());
            String by = string(in, Byte.toUnsignedInt(in.get()));
            int how = in.get();
            byte[] text = new byte[in.remaining()];
            in.get(text);
            entries.add(new Entry(at, by, kind, switch (how) {
                case 1 -> seals.flagNote(id.partition(), fields.bytes("k"), text);
                case 2 -> seals.text(id.partition(), id.number(), "h", text);
                default -> plain(kind, text);
            }));
        }
        return entries;
    }

    /** Grades stand as numbers. */
    private static String plain(String kind, byte[] text) {
        String said = new String(text, StandardCharsets.UTF_8);
        return kind.equals("raised") ? Codes.grade(Integer.parseInt(said)).code() : said;
    }

    private static String string(ByteBuffer in, int length) {
        byte[] bytes = new byte[length];
        in.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** The fields of a case's hash. */
    public record Fields(Map<String, byte[]> values) {
        /** Of names and values in turn. */
        public static Fields of(List<@Nullable Object> flat) {
            Map<String, byte[]> values = new HashMap<>();
            for (int i = 0; i + 1 < flat.size(); i += 2) {
                values.put(Reply.text(flat.get(i)), Objects.requireNonNull(Reply.bytes(flat.get(i + 1))));
            }
            return new Fields(values);
        }

        /** A field as it is; no bytes when it is not there. */
        public byte[] bytes(String field) {
            return values.getOrDefault(field, NOTHING);
        }

        /** A text, null when it is not there. */
        public @Nullable String get(String field) {
            byte[] value = values.get(field);
            return value == null ? null : new String(value, StandardCharsets.UTF_8);
        }

        /** The unit, null for none. */
        public @Nullable String unit() {
            String unit = get("u");
            return unit == null || unit.isEmpty() ? null : unit;
        }

        /** A number, 0 when it is not there. */
        public long number(String field) {
            return Reply.number(values.get(field));
        }

        /** A time, null when it is not there. */
        public @Nullable Instant time(String field) {
            byte[] value = values.get(field);
            return value == null ? null : Instant.ofEpochMilli(Reply.number(value));
        }
    }
}
