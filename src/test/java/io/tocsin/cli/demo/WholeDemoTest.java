package io.tocsin.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** The README's main job as its reader runs it, with fewer warnings: {@code tocsin demo --exit}. */
@Tag("long")
class WholeDemoTest {
    private static final int WARNINGS = 3000;

    @Test
    void everything_that_the_demo_shows_is_there_and_its_totals_balance() {
        StringWriter said = new StringWriter();
        int code = new CommandLine(new DemoCommand()).setOut(new PrintWriter(said))
                .execute("--exit", "--port", "0", "--warnings", String.valueOf(WARNINGS));
        String text = said.toString();
        assertThat(code).as("%s", text).isZero();
        assertThat(text).contains("the totals balance").doesNotContain("DO NOT BALANCE");
        for (String protocol : List.of("CMPP", "SGIP", "SMGP", "SMPP")) {
            assertThat(number(text, protocol + " took ([0-9,]+) submits")).as("%s: %s", protocol, text).isPositive();
        }
        assertThat(number(text, "accepted ([0-9,]+) of")).isEqualTo(WARNINGS);
        assertThat(number(text, "([0-9,]+) people flagged")).as("%s", text).isPositive();
        assertThat(number(text, "([0-9,]+) replies stand with their warnings")).as("%s", text).isPositive();
        assertThat(number(text, "was asked for ([0-9,]+) calls")).as("%s", text).isPositive();
        assertThat(number(text, "time; ([0-9,]+) were answered")).as("%s", text).isPositive();
    }

    private static int number(String text, String pattern) {
        Matcher found = Pattern.compile(pattern).matcher(text);
        assertThat(found.find()).as("%s in %s", pattern, text).isTrue();
        return Integer.parseInt(found.group(1).replace(",", ""));
    }
}
