package io.tocsin.config;

import io.tocsin.config.value.Checks;
import io.tocsin.warning.Channel;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One text with variables, {@code templates.NAME}.
 *
 * @param channel whose steps may use it
 * @param text up to 1,000 characters; {@code {name}} stands for a variable
 */
public record TemplateConfig(Channel channel, String text) {
    private static final int LONGEST = 1000;
    private static final Pattern VARIABLE = Pattern.compile("\\{[\\p{L}_][\\p{L}\\p{N}_.-]{0,63}}");
    private static final Pattern BRACE = Pattern.compile("[{}]");

    /** Refuses texts that are too long or whose braces are not variables. */
    public TemplateConfig {
        String rest = VARIABLE.matcher(text).replaceAll("");
        Matcher stray = BRACE.matcher(rest);
        new Checks().that(text.length() <= LONGEST, "text", text.length() + " characters", "at most " + LONGEST)
                .that(!stray.find(), "text", text,
                        "variables like {name}: braces in pairs around letters, digits, dots, hyphens and underscores")
                .done();
    }

    /**
     * The variables.
     *
     * @return their names in the order of the text, each as often as it occurs
     */
    public List<String> variables() {
        List<String> names = new ArrayList<>();
        Matcher m = VARIABLE.matcher(text);
        while (m.find()) {
            names.add(m.group().substring(1, m.group().length() - 1));
        }
        return names;
    }
}
