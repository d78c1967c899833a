package io.tocsin.house;

import static com.tngtech.archunit.base.DescribedPredicate.doNot;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Which room of the program may know which: the packages below {@code io.tocsin}. */
public final class Rooms {
    private static final String ROOT = "io.tocsin";
    private static final List<String> PARTS = List.of("ingest", "plan", "dispatch", "send", "report", "review",
            "access");
    private static final List<String> PROTOCOLS = List.of("cmpp", "sgip", "smgp", "smpp");

    private Rooms() {}

    /** Returns every rule about rooms; each passes while its room is still empty. */
    public static List<ArchRule> rules() {
        List<ArchRule> rules = new ArrayList<>();
        rules.add(everyRoomIsOnThePlan());
        rules.add(warningUsesOnlyTheJdk());
        rules.add(planUsesOnlyWarning());
        Stream.of("ingest", "report", "review", "access", "send").map(Rooms::aPartKnowsNoOther).forEach(rules::add);
        rules.add(room("dispatch", "warning..", "plan..", "send", "net..", "config.value.."));
        rules.add(room("net", "warning..", "config.value.."));
        rules.add(room("config.value"));
        rules.add(configKnowsRecordsOnly());
        Stream.of("http", "store", "observe").map(Rooms::aLeafKnowsParts).forEach(rules::add);
        rules.add(room("simulate", "warning..", "send.sms.*..", "send.voice.ami..", "net..", "config.value.."));
        rules.add(onlyTheCommandLineKnowsTheWiring());
        PROTOCOLS.stream().map(Rooms::aProtocolKnowsNoOther).forEach(rules::add);
        rules.add(slices().matching(ROOT + ".(**)").should().beFreeOfCycles().allowEmptyShould(true));
        return rules;
    }

    private static ArchRule everyRoomIsOnThePlan() {
        List<String> rooms = new ArrayList<>(PARTS.stream().map(Rooms::and).toList());
        rooms.addAll(List.of(ROOT, and("warning"), and("http"), and("store"), and("observe"), and("net"),
                and("config"), and("simulate"), and("cli")));
        return classes().should().resideInAnyPackage(rooms.toArray(String[]::new))
                .as("every package is a room of docs/architecture.md or below one").allowEmptyShould(true);
    }

    private static ArchRule warningUsesOnlyTheJdk() {
        return classes().that().resideInAPackage(and("warning")).should()
                .onlyDependOnClassesThat(resideInAnyPackage("java..", "org.jspecify..", and("warning")))
                .as("warning uses the JDK and JSpecify only").allowEmptyShould(true);
    }

    private static ArchRule planUsesOnlyWarning() {
        return classes().that().resideInAPackage(and("plan")).should()
                .onlyDependOnClassesThat(
                        resideInAnyPackage("java..", "org.jspecify..", and("warning"), and("plan")))
                .as("plan uses the JDK, JSpecify and warning only").allowEmptyShould(true);
    }

    private static ArchRule aPartKnowsNoOther(String part) {
        return room(part, "warning..", "net..", "config.value..");
    }

    private static ArchRule aLeafKnowsParts(String leaf) {
        List<String> known = new ArrayList<>(PARTS.stream().map(part -> part + "..").toList());
        known.addAll(List.of("warning..", "net..", "config.value.."));
        return room(leaf, known.toArray(String[]::new));
    }

    private static ArchRule room(String room, String... known) {
        String[] own = Stream.concat(Stream.of(room + ".."), Stream.of(known)).map(name -> ROOT + "." + name)
                .toArray(String[]::new);
        return classes().that().resideInAPackage(and(room)).should()
                .onlyDependOnClassesThat(doNot(resideInAPackage(and(""))).or(resideInAnyPackage(own)))
                .as(room + " knows of the program only " + List.of(own)).allowEmptyShould(true);
    }

    /** What the root record holds: data of the parts, never their behaviour. */
    private static ArchRule configKnowsRecordsOnly() {
        DescribedPredicate<JavaClass> data = DescribedPredicate.describe("records, enums or interfaces",
                type -> type.isRecord() || type.isEnum() || type.isInterface());
        return classes().that().resideInAPackage(and("config")).should()
                .onlyDependOnClassesThat(doNot(resideInAPackage(and(""))).or(resideInAPackage(and("config")))
                        .or(data.and(doNot(resideInAnyPackage(ROOT, and("cli"), and("simulate"))))))
                .as("config knows the parts' config records only").allowEmptyShould(true);
    }

    private static ArchRule onlyTheCommandLineKnowsTheWiring() {
        return noClasses().that().resideInAPackage(and("")).and()
                .resideOutsideOfPackages(ROOT, and("cli"), and("simulate")).should()
                .dependOnClassesThat(resideInAnyPackage(ROOT, and("cli"), and("simulate")))
                .as("only the command line knows Gateway, cli and simulate").allowEmptyShould(true);
    }

    private static ArchRule aProtocolKnowsNoOther(String protocol) {
        String[] others = PROTOCOLS.stream().filter(other -> !other.equals(protocol))
                .map(other -> and("send.sms." + other)).toArray(String[]::new);
        return noClasses().that().resideInAPackage(and("send.sms." + protocol)).should()
                .dependOnClassesThat(resideInAnyPackage(others))
                .as("send.sms." + protocol + " does not know the other protocols").allowEmptyShould(true);
    }

    private static String and(String room) {
        return room.isEmpty() ? ROOT + ".." : ROOT + "." + room + "..";
    }
}
