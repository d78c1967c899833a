package io.tocsin;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import io.tocsin.house.Bytes;
import io.tocsin.house.Declarations;
import io.tocsin.house.Libraries;
import io.tocsin.house.Rooms;
import io.tocsin.house.Sources;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The rules of docs/architecture.md, held against the program. That each can fail is
 * {@link BrokenHouseTest}'s.
 */
class ArchitectureTest {
    private static final JavaClasses PROGRAM = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("io.tocsin");

    static Stream<ArchRule> rules() {
        return Stream.of(Rooms.rules(), Libraries.rules(), Sources.rules(), Bytes.rules(), Declarations.rules())
                .flatMap(List::stream);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rules")
    void the_program_keeps_the_rule(ArchRule rule) {
        rule.check(PROGRAM);
    }
}
