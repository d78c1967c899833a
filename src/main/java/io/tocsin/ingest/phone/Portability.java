package io.tocsin.ingest.phone;

import io.tocsin.warning.Operator;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Numbers that changed their operator and kept their digits (携号转网): exact mobile numbers, looked up
 * before the ranges. Nine bytes and some space a number.
 */
public final class Portability {
    private static final int MOST = 50_000_000;

    private long[] numbers = new long[1 << 10];
    private byte[] operators = new byte[1 << 10];
    private int size;

    private Portability() {}

    /** Nobody changed. */
    public static Portability none() {
        return new Portability();
    }

    /**
     * Reads a file of lines {@code number,operator}; the operator is a code or 移动, 联通, 电信, 广电. Empty
     * lines and lines from {@code #} are left out.
     *
     * @throws IOException when the file cannot be read, or a line is not one; says which
     */
    public static Portability read(Path file) throws IOException {
        Portability table = new Portability();
        try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            int count = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                count++;
                String text = line.strip();
                if (!text.isEmpty() && !text.startsWith("#") && !table.add(text)) {
                    throw new IOException(file + ", line " + count
                            + ": expected 11 digits, a comma and mobile, unicom, telecom or broadnet");
                }
            }
        }
        return table;
    }

    private boolean add(String line) {
        int comma = line.indexOf(',');
        String number = comma < 0 ? "" : line.substring(0, comma).strip();
        Optional<Operator> operator = operator(line.substring(comma + 1).strip());
        if (!number.matches("1[3-9][0-9]{9}") || operator.isEmpty()) {
            return false;
        }
        put(Long.parseLong(number), (byte) OperatorTable.OPERATORS.indexOf(operator.get()));
        return true;
    }

    private static Optional<Operator> operator(String word) {
        return switch (word) {
            case "mobile", "移动" -> Optional.of(Operator.MOBILE);
            case "unicom", "联通" -> Optional.of(Operator.UNICOM);
            case "telecom", "电信" -> Optional.of(Operator.TELECOM);
            case "broadnet", "广电" -> Optional.of(Operator.BROADNET);
            default -> Optional.empty();
        };
    }

    private void put(long number, byte operator) {
        if (size == MOST) {
            throw new IllegalArgumentException("got more than " + MOST + " numbers, expected fewer");
        }
        if (2 * (size + 1) > numbers.length) {
            grow();
        }
        int slot = slot(number);
        size += numbers[slot] == 0 ? 1 : 0;
        numbers[slot] = number;
        operators[slot] = operator;
    }

    private void grow() {
        long[] old = numbers;
        byte[] of = operators;
        numbers = new long[old.length * 2];
        operators = new byte[old.length * 2];
        for (int i = 0; i < old.length; i++) {
            if (old[i] != 0) {
                int slot = slot(old[i]);
                numbers[slot] = old[i];
                operators[slot] = of[i];
            }
        }
    }

    /** Where the number is, or would be; half of the slots are always free. */
    private int slot(long number) {
        int slot = (int) ((number * 0x9E3779B97F4A7C15L) >>> 20) & (numbers.length - 1);
        while (numbers[slot] != 0 && numbers[slot] != number) {
            slot = (slot + 1) & (numbers.length - 1);
        }
        return slot;
    }

    /** How many numbers it knows. */
    public int size() {
        return size;
    }

    /**
     * The operator it changed to.
     *
     * @param number 11 digits as a number
     * @return its operator's place in {@link OperatorTable#OPERATORS}, -1 when it did not change
     */
    int find(long number) {
        if (size == 0) {
            return -1;
        }
        int slot = slot(number);
        return numbers[slot] == 0 ? -1 : operators[slot];
    }
}
