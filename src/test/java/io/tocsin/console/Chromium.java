package io.tocsin.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.By;
import org.openqa.selenium.ElementNotInteractableException;
import org.openqa.selenium.Keys;
import org.openqa.selenium.NoSuchElementException;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/**
 * Debian's chromium without a window, driven by its own chromium-driver. What the page complains of
 * is kept: a violated Content-Security-Policy, an error on the console.
 */
public final class Chromium implements AutoCloseable {
    /** How long anything may take, on a machine however slow. */
    public static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String BROWSER = "/usr/bin/chromium";
    private static final String DRIVER = "/usr/bin/chromedriver";
    private static final Duration LOOK = Duration.ofMillis(20);
    private static final String AXE = "/axe.min.js";

    private final ChromeDriver driver;
    private final List<String> complaints = new ArrayList<>();

    /** A window of that many pixels. */
    public Chromium(int width, int height) {
        ChromeOptions options = new ChromeOptions();
        options.setBinary(BROWSER);
        options.addArguments("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
                "--lang=zh-CN",
                "--no-first-run", "--disable-background-networking", "--disable-component-update",
                "--force-prefers-reduced-motion");
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        options.setCapability("goog:loggingPrefs", logs);
        driver = new ChromeDriver(
                new ChromeDriverService.Builder().usingDriverExecutable(new File(DRIVER)).usingAnyFreePort().build(),
                options);
        size(width, height);
    }

    /** Skips whoever calls where there is no such browser; continuous integration takes no skip. */
    public static void isNeeded() {
        assumeTrue(Files.isExecutable(Path.of(BROWSER)) && Files.isExecutable(Path.of(DRIVER)),
                "needs " + BROWSER + " and " + DRIVER + ": apt-get install chromium chromium-driver");
    }

    /** Another size. */
    public void size(int width, int height) {
        cdp("Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    }

    public void open(String address) {
        driver.get(address);
    }

    /**
     * Opens the console as somebody who is logged in.
     *
     * @param cookie of the session, as {@code name=value}
     */
    public void enter(int port, String cookie) {
        String address = "http://127.0.0.1:" + port + "/";
        String[] parts = cookie.split("=", 2);
        cdp("Network.enable", Map.of());
        cdp("Network.setCookie", Map.of("name", parts[0], "value", parts[1], "url", address));
        open("about:blank");
        open(address);
        find(".bar");
    }

    /** Goes on in the window that a link has opened. */
    public void follow() {
        until("another window", () -> driver.getWindowHandles().size() > 1);
        driver.switchTo().window(List.copyOf(driver.getWindowHandles()).getLast());
    }

    /** Chooses a file in a field. */
    public void choose(String css, Path file) {
        find(css).sendKeys(file.toAbsolutePath().toString());
    }

    /** Whether the network is gone. */
    public void offline(boolean gone) {
        cdp("Network.enable", Map.of());
        cdp("Network.emulateNetworkConditions", Map.of("offline", gone, "latency", 0, "downloadThroughput", -1,
                "uploadThroughput", -1));
    }

    /** Whether the system would rather have it dark. */
    public void dark(boolean dark) {
        cdp("Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
    }

    /** A command of the browser's own protocol. */
    public Map<String, Object> cdp(String command, Map<String, Object> parameters) {
        return driver.executeCdpCommand(command, parameters);
    }

    /** Waits until that condition holds, and says what it waited for when it never does. */
    public void until(String what, BooleanSupplier condition) {
        try {
            Awaitility.await(what).atMost(PATIENCE).pollInterval(LOOK).until(() -> holds(condition));
        } catch (ConditionTimeoutException e) {
            picture("failed");
            throw new AssertionError("waited in vain for " + what + "; complaints: " + complaints() + "; the page: "
                    + driver.findElement(By.tagName("body")).getText(), e);
        }
    }

    private static boolean holds(BooleanSupplier condition) {
        try {
            return condition.getAsBoolean();
        } catch (StaleElementReferenceException | NoSuchElementException | ElementNotInteractableException e) {
            return false;
        }
    }

    /** The first element that is shown; waits for it. */
    public WebElement find(String css) {
        until(css, () -> driver.findElements(By.cssSelector(css)).stream().anyMatch(WebElement::isDisplayed));
        return driver.findElements(By.cssSelector(css)).stream().filter(WebElement::isDisplayed).findFirst()
                .orElseThrow();
    }

    public int count(String css) {
        return driver.findElements(By.cssSelector(css)).size();
    }

    /** What is written in it. */
    public String text(String css) {
        return find(css).getText();
    }

    /** Waits until something of it contains that text. */
    public void shows(String css, String text) {
        until(css + " shows " + text,
                () -> driver.findElements(By.cssSelector(css)).stream().anyMatch(e -> e.getText().contains(text)));
    }

    /** Waits until there is none of it. */
    public void lacks(String css) {
        until("no " + css, () -> count(css) == 0);
    }

    public void click(String css) {
        until("click " + css, () -> {
            find(css).click();
            return true;
        });
    }

    /** Clicks the button with that text. */
    public void button(String text) {
        xpath("//button[contains(normalize-space(.), '" + text + "')]");
    }

    /** Clicks the first element at that path; waits for it. */
    public void xpath(String path) {
        until("click " + path, () -> {
            driver.findElement(By.xpath(path)).click();
            return true;
        });
    }

    /** Whether what stands at that path has that text in it now. */
    public boolean shownAt(String path, String text) {
        return driver.findElement(By.xpath(path)).getText().contains(text);
    }

    /** Types into the field with that label, in place of what is there. */
    public void fill(String label, String text) {
        String path = "//label[contains(normalize-space(.), '" + label + "')]/..//*[self::input or self::textarea]";
        until("field " + label, () -> driver.findElement(By.xpath(path)).isDisplayed());
        WebElement field = driver.findElement(By.xpath(path));
        field.sendKeys(Keys.chord(Keys.CONTROL, "a"), text);
    }

    /** Presses keys where the focus is. */
    public void press(CharSequence... keys) {
        new Actions(driver).sendKeys(keys).perform();
    }

    /** Presses a key while Control is held. */
    public void control(CharSequence key) {
        new Actions(driver).keyDown(Keys.CONTROL).sendKeys(key).keyUp(Keys.CONTROL).perform();
    }

    public @Nullable Object script(String script, Object... arguments) {
        return driver.executeScript(script, arguments);
    }

    /** A script whose last argument takes its answer. */
    public @Nullable Object later(String script, Object... arguments) {
        return driver.executeAsyncScript(script, arguments);
    }

    /** Keeps a picture of the window below target. */
    public void picture(String name) {
        try {
            Path folder = Files.createDirectories(Path.of("target", "screens"));
            Files.write(folder.resolve(name + ".png"), driver.getScreenshotAs(OutputType.BYTES));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Faults that axe-core calls serious or critical, each as a line. */
    public List<?> faults() {
        try (InputStream in = Chromium.class.getResourceAsStream(AXE)) {
            assertThat(in).as("axe-core").isNotNull();
            driver.executeScript(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return (List<?>) Objects.requireNonNull(driver.executeAsyncScript("""
                const done = arguments[0];
                axe.run(document, { resultTypes: ['violations'] }).then(found => done(found.violations
                  .filter(each => ['serious', 'critical'].includes(each.impact))
                  .map(each => each.id + ': ' + each.nodes.map(node => node.html.slice(0, 160)
                    + ' ' + node.failureSummary).join(' | '))));"""));
    }

    /**
     * What the page has complained of so far. That the gateway refused or did not answer is none: the
     * page is to deal with it.
     */
    public List<String> complaints() {
        for (LogEntry entry : driver.manage().logs().get(LogType.BROWSER)) {
            String text = entry.getMessage();
            boolean answered = text.contains("/v1/") && text.contains("Failed to load resource");
            if (!answered && entry.getLevel().intValue() >= Level.WARNING.intValue()) {
                complaints.add(text);
            }
        }
        return complaints;
    }

    /** Forgets complaints that were meant to be; whether there were any. */
    public boolean meant(String complaint) {
        return complaints().removeIf(each -> each.contains(complaint));
    }

    /** Whoever uses a browser is told at the end what its pages have complained of. */
    @Override
    public void close() {
        try {
            assertThat(complaints()).as("what the pages complained of").isEmpty();
        } finally {
            driver.quit();
        }
    }
}
