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
                only("send.voice", "org.asteriskjava.."), onlyWhereThingsAreSealed(), onlyTheEdgesCallOut());
    }

    /**
     * Parts that call out (webhooks) do it through a port of {@code net}; the command line is a client
     * itself.
     */
    private static ArchRule onlyTheEdgesCallOut() {
        return noClasses().that().resideOutsideOfPackages("io.tocsin.net..", "io.tocsin.cli..").and()
                .doNotHaveFullyQualifiedName("io.tocsin.Gateway").should()
                .dependOnClassesThat(resideInAnyPackage("java.net.http..")).as("only net and cli use java.net.http..")
                .allowEmptyShould(true);
    }

    private static ArchRule onlyWhereThingsAreSealed() {
        return noClasses().that().resideOutsideOfPackages("io.tocsin.access..", "io.tocsin.store.secret..").and()
                .doNotHaveFullyQualifiedName("io.tocsin.Gateway").should()
                .dependOnClassesThat(resideInAnyPackage("org.bouncycastle.."))
                .as("only access and store.secret use org.bouncycastle..").allowEmptyShould(true);
    }

    private static ArchRule only(String room, String... library) {
        return noClasses().that().resideOutsideOfPackage("io.tocsin." + room + "..").and()
                .doNotHaveFullyQualifiedName("io.tocsin.Gateway").should()
                .dependOnClassesThat(resideInAnyPackage(library))
                .as("only " + room + " uses " + String.join(" ", library)).allowEmptyShould(true);
    }
}
