package io.tocsin.store.review.sample;

import io.tocsin.review.item.CaseId;
import io.tocsin.review.sample.SampleId;
import io.tocsin.review.sample.Sampled;
import io.tocsin.store.review.CaseSeals;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** The bytes of a drawn case, as docs/store.md lists them; remarks are encrypted under the case. */
final class SampleForm {
    private static final String REMARK = "q";
    private final CaseSeals seals;

    SampleForm(CaseSeals seals) {
        this.seals = seals;
    }

    static String field(SampleId id) {
        return id.item().number() + ":" + id.closed().toEpochMilli();
    }

    static SampleId id(int partition, String field) {
        int colon = field.indexOf(':');
        return new SampleId(new CaseId(partition, Long.parseLong(field.substring(0, colon))),
                Instant.ofEpochMilli(Long.parseLong(field.substring(colon + 1))));
    }

    byte[] bytes(Sampled sampled) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            text(out, sampled.disposition());
            text(out, sampled.closedBy());
            text(out, sampled.drawnBy());
            out.writeLong(sampled.drawnAt().toEpochMilli());
            Sampled.Check check = sampled.check();
            if (check != null) {
                CaseId item = sampled.id().item();
                out.writeBoolean(check.passed());
                text(out, check.by());
                out.writeLong(check.at().toEpochMilli());
                out.write(seals.text(item.partition(), item.number(), REMARK, check.remark()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("an array takes everything", e);
        }
        return bytes.toByteArray();
    }

    /** Names and codes are at most 80 characters, so their bytes fit a short. */
    private static void text(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeShort(bytes.length);
        out.write(bytes);
    }

    Sampled read(SampleId id, byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            Sampled sampled = new Sampled(id, text(in), text(in), text(in), Instant.ofEpochMilli(in.readLong()), null);
            if (in.available() == 0) {
                return sampled;
            }
            boolean passed = in.readBoolean();
            String by = text(in);
            Instant at = Instant.ofEpochMilli(in.readLong());
            return sampled.checked(new Sampled.Check(passed, by, at,
                    seals.text(id.item().partition(), id.item().number(), REMARK, in.readAllBytes())));
        } catch (IOException e) {
            throw new UncheckedIOException("a drawn case ends too early", e);
        }
    }

    private static String text(DataInputStream in) throws IOException {
        return new String(in.readNBytes(in.readUnsignedShort()), StandardCharsets.UTF_8);
    }
}
