package io.tocsin.e2e;

import io.tocsin.access.user.Role;
import io.tocsin.console.Chromium;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/**
 * A wired gateway with its console in a real browser: one gateway for a class of tests, which opens
 * it before them all, and one browser for each test, which must not have complained of anything.
 */
@Tag("browser")
abstract class ConsoleRig {
    @SuppressWarnings("NullAway.Init") // set before all tests
    static Doors doors;
    @TempDir
    Path folder;
    @SuppressWarnings("NullAway.Init") // set before each test
    Chromium browser;

    /** Opens the gateway with those clients; skips the class where there is no browser. */
    static void start(String clients) {
        Chromium.isNeeded();
        doors = Doors.open(Doors.GOOD, "1000/s", clients, 1);
    }

    @AfterAll
    @SuppressWarnings("NullAway") // as long as no class of tests has opened it
    static void stop() {
        if (doors != null) {
            doors.close();
            doors = null;
        }
    }

    @BeforeEach
    void open() {
        browser = new Chromium(1366, 768);
    }

    @AfterEach
    void close() {
        browser.close();
    }

    /** Logs somebody new in and opens the console as they see it. */
    void enter(String name, Role role) throws IOException {
        browser.enter(doors.httpPort(), doors.person(folder, name, role).cookie());
    }
}
