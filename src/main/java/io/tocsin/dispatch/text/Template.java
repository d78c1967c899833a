package io.tocsin.dispatch.text;

import io.tocsin.warning.Warning;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text with variables in braces: {@code {signature}} of the carrier, {@code {name}},
 * {@code {fraudType}}, {@code {ref}} and the warning's own.
 */
public final class Template {
    private static final Pattern VARIABLE = Pattern.compile("\\{([\\p{L}_][\\p{L}\\p{N}_.-]*)}");
    private static final String SIGNATURE = "signature";
    /** The variables that every warning has. */
    public static final Set<String> GIVEN = Set.of(SIGNATURE, "name", "fraudType", "ref");
    /** What marks an exercise. */
    private static final String EXERCISE = "（演练）";

    private final List<Piece> pieces;

    /** A piece of text: as it is, or the name of a variable. */
    private record Piece(String text, boolean variable) {}

    private Template(List<Piece> pieces) {
        this.pieces = List.copyOf(pieces);
    }

    /**
     * The template of a text.
     *
     * @param exercise whether it is to be marked 演练, behind the signature when it begins with it
     */
    public static Template of(String text, boolean exercise) {
        List<Piece> pieces = new ArrayList<>();
        Matcher m = VARIABLE.matcher(text);
        int end = 0;
        while (m.find()) {
            if (m.start() > end) {
                pieces.add(new Piece(text.substring(end, m.start()), false));
            }
            pieces.add(new Piece(m.group(1), true));
            end = m.end();
        }
        if (end < text.length()) {
            pieces.add(new Piece(text.substring(end), false));
        }
        if (exercise) {
            boolean signed = !pieces.isEmpty() && pieces.getFirst().equals(new Piece(SIGNATURE, true));
            pieces.add(signed ? 1 : 0, new Piece(EXERCISE, false));
        }
        return new Template(pieces);
    }

    /**
     * The finished text.
     *
     * @param unknown hears of variables that the warning does not have; they become nothing
     */
    public String render(Warning warning, String signature, Consumer<String> unknown) {
        StringBuilder text = new StringBuilder(80);
        for (Piece piece : pieces) {
            text.append(piece.variable() ? value(piece.text(), warning, signature, unknown) : piece.text());
        }
        return text.toString();
    }

    private static String value(String name, Warning warning, String signature, Consumer<String> unknown) {
        return switch (name) {
            case SIGNATURE -> signature;
            case "name" -> warning.name();
            case "fraudType" -> warning.fraudType();
            case "ref" -> warning.ref();
            default -> {
                String value = warning.vars().get(name);
                if (value == null) {
                    unknown.accept(name);
                    yield "";
                }
                yield value;
            }
        };
    }
}
