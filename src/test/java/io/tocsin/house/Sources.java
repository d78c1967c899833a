package io.tocsin.house;

import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Where time and chance may come from: they are handed in, and only the edges read them. */
public final class Sources {
    private static final Set<String> CLOCK_CALLS = Set.of("java.lang.System.currentTimeMillis",
            "java.lang.System.nanoTime", "java.lang.Thread.sleep", "java.time.InstantSource.system");
    private static final Set<String> CHANCE_CALLS = Set.of("java.lang.Math.random",
            "java.util.random.RandomGenerator.getDefault");
    private static final Set<String> SEEDED = Set.of("java.util.Random", "java.util.SplittableRandom");

    private Sources() {}

    /** Returns every rule about time and chance. */
    public static List<ArchRule> rules() {
        return List.of(
                edgesOnly("reads a clock or sleeps", Sources::readsAClock),
                edgesOnly("draws an unseeded random number", Sources::drawsUnseeded),
                ArchRuleDefinition.noClasses().that()
                        .resideOutsideOfPackages("io.tocsin.access..", "io.tocsin.net..").should()
                        .dependOnClassesThat().haveFullyQualifiedName("java.security.SecureRandom")
                        .as("only access and net use SecureRandom").allowEmptyShould(true),
                ArchRuleDefinition.noClasses().that()
                        .resideOutsideOfPackages("io.tocsin.access..", "io.tocsin.net..").should()
                        .callMethod("java.util.UUID", "randomUUID")
                        .as("only access and net draw a UUID").allowEmptyShould(true),
                ArchRuleDefinition.noClasses().that()
                        .resideInAnyPackage("io.tocsin.warning..", "io.tocsin.plan..").should()
                        .dependOnClassesThat()
                        .resideInAnyPackage("java.net..", "java.nio.channels..", "java.nio.file..")
                        .orShould().dependOnClassesThat().haveFullyQualifiedName("java.time.InstantSource")
                        .orShould().dependOnClassesThat().haveFullyQualifiedName("java.time.Clock")
                        .as("warning and plan hold no clock, file or network").allowEmptyShould(true));
    }

    private static ArchRule edgesOnly(String what, Predicate<AccessTarget> forbidden) {
        return ArchRuleDefinition.noClasses().that().resideOutsideOfPackages("io.tocsin.net..", "io.tocsin.cli..")
                .and().doNotHaveFullyQualifiedName("io.tocsin.Gateway").should(access(what, forbidden))
                .as("only net, cli and Gateway: " + what).allowEmptyShould(true);
    }

    /** Calls and method references alike; what a lambda does counts as its method's. */
    private static ArchCondition<JavaClass> access(String what, Predicate<AccessTarget> wanted) {
        return new ArchCondition<>(what) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                for (JavaAccess<?> access : type.getAccessesFromSelf()) {
                    boolean found = wanted.test(access.getTarget());
                    events.add(new SimpleConditionEvent(type, found, access.getDescription()));
                }
            }
        };
    }

    private static boolean readsAClock(AccessTarget target) {
        String owner = target.getOwner().getFullName();
        return CLOCK_CALLS.contains(owner + "." + target.getName())
                || (owner.startsWith("java.time.") && target.getName().equals("now")
                        && !target.getFullName().contains("java.time.Clock)"))
                || (owner.equals("java.time.Clock") && target.getName().startsWith("system"));
    }

    private static boolean drawsUnseeded(AccessTarget target) {
        String owner = target.getOwner().getFullName();
        return CHANCE_CALLS.contains(owner + "." + target.getName())
                || owner.equals("java.util.concurrent.ThreadLocalRandom")
                || (SEEDED.contains(owner) && target.getFullName().endsWith("<init>()"));
    }
}
