package io.tocsin.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.access.user.Role;
import io.tocsin.cli.Commands;
import io.tocsin.cli.TocsinCommand;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rights that wait for a second administrator, and the command line beside them. */
class RestoredRightsTest {
    @TempDir
    private Path folder;
    private final StringWriter err = new StringWriter();

    private int run(String... args) {
        return TocsinCommand.with(Commands.all()).setErr(new PrintWriter(err)).execute(args);
    }

    @Test
    void what_waits_for_approval_does_not_come_back_when_the_command_line_gives_the_rights_back() throws IOException {
        try (Doors doors = Doors.open()) {
            asked(doors);
        }
    }

    private void asked(Doors doors) throws IOException {
        Caller security = doors.person(folder, "an-cli", Role.SECURITY);
        Caller system = doors.person(folder, "xi-cli", Role.SYSTEM);
        doors.person(folder, "bo-cli", Role.REVIEWER);
        String config = doors.file(folder).toString();
        String asked = security.send("PATCH", "/v1/users/bo-cli", "{\"roles\":[\"reviewer\",\"supervisor\"]}",
                "Content-Type", "application/json").json()
                .at("/asked/at").asText();
        assertThat(asked).isNotEmpty();
        for (String roles : List.of("duty", "reviewer")) {
            assertThat(run("user", "grant", "bo-cli", "--roles", roles, "--unit", "呼伦贝尔", "--client", "watchman", "-c",
                    config)).as(err.toString()).isZero();
        }
        assertThat(system.get("/v1/users").json().path("items").toString()).contains("bo-cli").doesNotContain(asked);
        assertThat(system.post("/v1/users/bo-cli/approve", "{\"at\":\"" + asked + "\"}").status()).isEqualTo(409);
    }
}
