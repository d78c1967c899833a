package io.tocsin;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import io.tocsin.house.Break;
import io.tocsin.house.Compiled;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Shows that every rule of {@link ArchitectureTest} can fail, and names the class that breaks it.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BrokenHouseTest {
    /** asterisk-java comes with the voice robot; until then nothing can break its rule. */
    private static final List<String> NOT_YET = List.of("only send.voice uses");

    private JavaClasses broken;

    @BeforeAll
    void build(@TempDir Path folder) throws Exception {
        broken = Compiled.from(folder, Break.units());
    }

    static Stream<Break> breaks() {
        return Break.all();
    }

    static Stream<ArchRule> rules() {
        return ArchitectureTest.rules()
                .filter(rule -> NOT_YET.stream().noneMatch(rule.getDescription()::startsWith));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("breaks")
    void a_class_that_breaks_a_rule_is_named(Break wrong) {
        ArchRule rule = rules().filter(it -> it.getDescription().startsWith(wrong.rule())).findFirst().orElseThrow();
        assertThat(rule.evaluate(broken).getFailureReport().getDetails())
                .anyMatch(detail -> detail.contains(wrong.culprit()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rules")
    void every_rule_has_a_class_that_breaks_it(ArchRule rule) {
        assertThat(Break.all()).anyMatch(wrong -> rule.getDescription().startsWith(wrong.rule()));
    }
}
