package io.tocsin.house;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.lang.ArchRule;
import java.util.List;

/** Which library lives in which room. {@code Gateway} is exempt: wiring sees everything. */
public final class Libraries {
    private Libraries() {}

    /** Returns one rule per library. */
    public static List<ArchRule> rules() {
        return List.of(only("store", "redis.clients.."), only("dispatch", "io.github.resilience4j.."),
                only("observe", "io.micrometer..", "io.prometheus.."), only("http", "com.linecorp.armeria.."),
                only("send.voice", "org.asteriskjava.."), only("net", "java.net.http.."));
    }

    private static ArchRule only(String room, String... library) {
        return noClasses().that().resideOutsideOfPackage("io.tocsin." + room + "..").and()
                .doNotHaveFullyQualifiedName("io.tocsin.Gateway").should()
                .dependOnClassesThat(resideInAnyPackage(library))
                .as("only " + room + " uses " + String.join(" ", library)).allowEmptyShould(true);
    }
}
