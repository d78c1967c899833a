package io.tocsin.cli.dialog;

import io.tocsin.config.dialog.DialogReader;
import io.tocsin.config.yaml.InvalidConfigException;
import io.tocsin.send.voice.dialog.Dialog;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/**
 * A dialog's file as it is named on the command line; its recordings are WAV files in
 * {@code recordings/LANGUAGE/} beside it.
 *
 * @param path where it is
 */
record DialogFile(Path path) {
    /**
     * Reads the file, or prints its problems.
     *
     * @throws ParameterException when there is no file to read, which is wrong usage
     */
    Optional<Dialog> read(CommandLine command) {
        PrintWriter err = command.getErr();
        if (!Files.isRegularFile(path)) {
            throw new ParameterException(command, path + ": no such file");
        }
        try {
            return Optional.of(new DialogReader(this::isRecorded).read(path));
        } catch (InvalidConfigException e) {
            e.problems().forEach(err::println);
            err.println(path + ": " + (e.problems().size() == 1 ? "1 problem" : e.problems().size() + " problems"));
        } catch (IOException e) {
            err.println(path + ": cannot be read: " + e.getMessage());
        }
        err.flush();
        return Optional.empty();
    }

    boolean isRecorded(String language, String file) {
        return Files.isRegularFile(recording(language, file));
    }

    Path recording(String language, String file) {
        return path.resolveSibling("recordings").resolve(language).resolve(file + ".wav");
    }
}
