package io.tocsin.house;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;

/** What code that turns bytes into messages and back may know. */
public final class Bytes {
    private static final String[] PROTOCOLS = {"io.tocsin.send.sms.cmpp..", "io.tocsin.send.sms.sgip..",
            "io.tocsin.send.sms.smgp..", "io.tocsin.send.sms.smpp.."};
    private static final String[] CODECS = {"io.tocsin.send.sms..", "io.tocsin.send.voice.ami..",
            "io.tocsin.ingest.tcp.."};
    private static final Pattern CODEC_NAME = Pattern.compile(".*(Decoder|Encoder|Codec|Codecs)");
    private static final Pattern TIMED = Pattern.compile(
            "io\\.netty\\.util\\.(HashedWheelTimer|Timer|Timeout|TimerTask)|io\\.netty\\.handler\\.timeout\\..*"
                    + "|java\\.util\\.(Timer|TimerTask)|java\\.util\\.concurrent\\.Scheduled.*"
                    + "|java\\.lang\\.System\\$Logger|java\\.util\\.logging\\..*|java\\.time\\.(InstantSource|Clock)");

    private Bytes() {}

    /** Returns the rules about codecs and message records. */
    public static List<ArchRule> rules() {
        return List.of(codecsAreBare(), messagesAreRecords());
    }

    private static ArchRule codecsAreBare() {
        DescribedPredicate<JavaClass> codec = describe("decoders, encoders and message records",
                type -> CODEC_NAME.matcher(type.getSimpleName()).matches() || isMessage(type));
        DescribedPredicate<JavaClass> bare = resideInAnyPackage("java..", "org.jspecify..", "io.netty.buffer..",
                "io.netty.handler.codec..", "io.netty.channel..", "io.netty.util..", "io.tocsin.send.sms.wire..",
                "io.tocsin.warning..").and(
                        describe("no timer, logger or clock",
                                type -> !TIMED.matcher(type.getFullName()).matches()));
        return classes().that().resideInAnyPackage(CODECS).and(codec)
                .should().onlyDependOnClassesThat(bare.or(describe("neighbours",
                        type -> resideInAnyPackage(CODECS).test(type)
                                && !type.getSimpleName().endsWith("Config"))))
                .as("codecs and message records know Netty's buffers, send.sms.wire, warning and the JDK: "
                        + "no timer, no logger, no config")
                .allowEmptyShould(true);
    }

    private static ArchRule messagesAreRecords() {
        return classes().that(describe("implement a sealed message root", Bytes::isMessage)).should()
                .beRecords().as("implementors of a sealed message root are records").allowEmptyShould(true);
    }

    /** A concrete class of a protocol that implements a sealed interface of that protocol. */
    private static boolean isMessage(JavaClass type) {
        return resideInAnyPackage(PROTOCOLS).test(type) && !type.isInterface() && !type.isEnum()
                && !type.getModifiers().contains(JavaModifier.ABSTRACT)
                && type.getAllRawInterfaces().stream()
                        .anyMatch(root -> resideInAPackage(type.getPackageName()).test(root) && isSealed(root));
    }

    private static boolean isSealed(JavaClass type) {
        URI uri = type.getSource().orElseThrow(() -> new IllegalStateException(type + " has no class file")).getUri();
        try (InputStream in = uri.toURL().openStream()) {
            return ClassFile.of().parse(in.readAllBytes()).findAttribute(Attributes.permittedSubclasses())
                    .isPresent();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
