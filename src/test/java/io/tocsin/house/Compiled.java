package io.tocsin.house;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Classes compiled from source text inside a test, for rules to be held against. */
public final class Compiled {
    private static final Pattern PACKAGE = Pattern.compile("package ([\\w.]+);");
    private static final Pattern TYPE = Pattern.compile("(?:class|record|interface|enum) (\\w+)");

    private Compiled() {}

    /**
     * Compiles the units and imports what came out.
     *
     * @param into an empty folder for the class files
     * @param units whole compilation units; the first type of each names its file
     * @throws IllegalArgumentException when they do not compile
     */
    public static JavaClasses from(Path into, String... units) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, Locale.ROOT, null)) {
            StringWriter said = new StringWriter();
            List<String> options = List.of("-proc:none", "-nowarn", "-d", into.toString(), "-cp",
                    System.getProperty("java.class.path"));
            List<JavaFileObject> sources = Stream.of(units).<JavaFileObject>map(Unit::new).toList();
            if (!compiler.getTask(said, files, null, options, null, sources).call()) {
                throw new IllegalArgumentException("expected units that compile, got: " + said);
            }
        }
        return new ClassFileImporter().importPath(into);
    }

    private static final class Unit extends SimpleJavaFileObject {
        private final String text;

        Unit(String text) {
            super(URI.create("string:///" + first(PACKAGE, text).replace('.', '/') + "/" + fileName(text)),
                    Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }

        private static String fileName(String text) {
            return TYPE.matcher(text).find() ? first(TYPE, text) + ".java" : "package-info.java";
        }

        private static String first(Pattern pattern, String text) {
            return pattern.matcher(text).results().map((MatchResult found) -> found.group(1)).findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("expected " + pattern + " in: " + text));
        }
    }
}
