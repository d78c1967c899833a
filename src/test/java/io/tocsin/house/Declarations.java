package io.tocsin.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.NullMarked;

/** How types, fields and constructors are declared. */
public final class Declarations {
    /** The most arguments a constructor takes, unless it is a record's. */
    public static final int MOST_ARGUMENTS = 7;

    private static final Pattern EMPTY_WORD = Pattern.compile(".*(Util|Utils|Helper|Manager|Impl|Abstract)(?![a-z]).*");
    private static final Pattern STATE = Pattern.compile(
            "java\\.util\\.concurrent\\.(?!TimeUnit|atomic\\.Atomic\\w+FieldUpdater).*|java\\.util\\.(Hash|LinkedHash|Tree|Enum|WeakHash|IdentityHash)(Map|Set)"
                    + "|java\\.util\\.(ArrayList|ArrayDeque|LinkedList|PriorityQueue|Random|SplittableRandom)");

    private Declarations() {}

    /** Returns every rule about declarations. */
    public static List<ArchRule> rules() {
        return List.of(
                fields().that().areStatic().should().beFinal().allowEmptyShould(true),
                noFields().that().areStatic().should().haveRawType(DescribedPredicate.describe("a state holder",
                        type -> STATE.matcher(type.getFullName()).matches()))
                        .as("no static field holds state").allowEmptyShould(true),
                classes().should(beNullMarked()).as("every package is @NullMarked").allowEmptyShould(true),
                ArchRuleDefinition.constructors().that()
                        .areDeclaredInClassesThat(DescribedPredicate.describe("are no records",
                                type -> !type.isRecord() && !type.isEnum()))
                        .should(takeFewArguments()).allowEmptyShould(true),
                classes().should(haveAName()).as("no name contains " + EMPTY_WORD).allowEmptyShould(true));
    }

    private static ArchCondition<JavaClass> beNullMarked() {
        return condition("be in a @NullMarked package", type -> type.getPackage().isAnnotatedWith(NullMarked.class));
    }

    private static ArchCondition<JavaClass> haveAName() {
        return condition("have a name that says something",
                type -> !EMPTY_WORD.matcher(type.getSimpleName()).matches());
    }

    private static ArchCondition<JavaConstructor> takeFewArguments() {
        return condition("take at most " + MOST_ARGUMENTS + " arguments",
                constructor -> constructor.getRawParameterTypes().size() <= MOST_ARGUMENTS);
    }

    private static <T> ArchCondition<T> condition(String what, java.util.function.Predicate<T> holds) {
        return new ArchCondition<>(what) {
            @Override
            public void check(T item, ConditionEvents events) {
                events.add(new SimpleConditionEvent(item, holds.test(item), item + " should " + what));
            }
        };
    }
}
