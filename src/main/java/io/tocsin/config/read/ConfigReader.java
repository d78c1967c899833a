package io.tocsin.config.read;

import io.tocsin.config.read.kind.Folder;
import io.tocsin.config.read.kind.Words;
import io.tocsin.config.CarrierConfig;
import io.tocsin.config.TemplateConfig;
import io.tocsin.config.TocsinConfig;
import io.tocsin.config.VoiceConfig;
import io.tocsin.config.yaml.InvalidConfigException;
import io.tocsin.config.yaml.Kind;
import io.tocsin.config.yaml.Section;
import io.tocsin.config.yaml.YamlFile;
import io.tocsin.ingest.NumbersConfig;
import io.tocsin.observe.LogConfig;
import io.tocsin.plan.Playbook;
import io.tocsin.review.ReviewConfig;
import io.tocsin.config.value.CryptoProfile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads {@code tocsin.yaml}, strictly: either everything is right or everything that is wrong is
 * told.
 */
public final class ConfigReader {
    private static final Kind<CryptoProfile> PROFILE = Kind
            .words(Map.of("intl", CryptoProfile.INTL, "gm", CryptoProfile.GM));

    private final Map<String, String> environment;
    private final String host;
    private final boolean careful;

    /**
     * A reader in its surroundings.
     *
     * @param environment what {@code ${NAME}} means
     * @param host name of this machine, the default of {@code node}
     */
    public ConfigReader(Map<String, String> environment, String host) {
        this(environment, host, false);
    }

    private ConfigReader(Map<String, String> environment, String host, boolean careful) {
        this.careful = careful;
        this.environment = Map.copyOf(environment);
        String name = host.replaceAll("[^A-Za-z0-9._-]", "-").replaceAll("^[._-]+", "");
        this.host = name.isEmpty() ? "node" : name.substring(0, Math.min(64, name.length()));
    }

    /**
     * The same reader, which also refuses secrets that everybody knows: for everything but
     * demonstrations on made-up data.
     */
    public ConfigReader careful() {
        return new ConfigReader(environment, host, true);
    }

    /**
     * Reads a file.
     *
     * @param file where it is; paths inside are relative to its folder
     * @return the configuration
     * @throws IOException when it cannot be read
     * @throws InvalidConfigException when something in it is wrong
     */
    public TocsinConfig read(Path file) throws IOException {
        Path folder = folderOf(file);
        return YamlFile.load(file, environment).read(NotBuilt.TABLE, root -> root(root, new Folder(folder)));
    }

    /**
     * Reads a text, as for a demo.
     *
     * @param name as problems name it
     * @param yaml the text
     * @param folder what paths inside are relative to
     * @return the configuration
     * @throws InvalidConfigException when something in it is wrong
     */
    public TocsinConfig read(String name, String yaml, Path folder) {
        return file(name, yaml, folder).read(NotBuilt.TABLE, root -> root(root, new Folder(folder)));
    }

    /**
     * The patterns of all keys that a text makes this reader ask for.
     *
     * @param yaml a text without problems
     * @param folder what paths inside are relative to
     * @return such as {@code carriers.*.rate}
     */
    public Set<String> keys(String yaml, Path folder) {
        return file("keys", yaml, folder).keys(NotBuilt.TABLE, root -> root(root, new Folder(folder)));
    }

    private YamlFile file(String name, String yaml, Path folder) {
        return new YamlFile(name, yaml.getBytes(StandardCharsets.UTF_8), folder, environment);
    }

    private static Path folderOf(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        return folder == null ? file.toAbsolutePath() : folder;
    }

    private Optional<TocsinConfig> root(Section root, Folder folder) {
        DoorReader doors = new DoorReader(folder);
        StoreReader stores = new StoreReader(folder);
        CryptoProfile crypto = root.section("crypto").get("profile", PROFILE, CryptoProfile.INTL);
        List<Section> pbxes = root.sections("pbxes");
        List<Section> lines = root.sections("carriers");
        List<Section> clients = root.sections("clients");
        Section store = root.section("store");
        Map<String, CarrierConfig> carriers = CarrierReader.read(lines, pbxes, folder);
        int window = carriers.values().stream()
                .mapToInt(
                        carrier -> carrier instanceof CarrierConfig.Sms account ? account.sms().session().window() : 1)
                .max().orElse(1);
        DialogFolder dialogs = DialogFolder.read(root, folder);
        VoiceConfig voice = new VoiceConfig(VoiceReader.pbxes(pbxes), dialogs.path(), dialogs.texts());
        List<Section> texts = root.sections("templates");
        Map<String, TemplateConfig> templates = PlaybookReader.templates(texts);
        StepReader steps = new StepReader(PlaybookReader.names(templates, texts), dialogs);
        ZoneId zone = root.get("timezone", Kind.ZONE, TocsinConfig.TIMEZONE);
        List<Section> books = root.sections("playbooks");
        Map<String, Playbook> playbooks = PlaybookReader.playbooks(books, steps, zone);
        ReviewConfig review = ReviewReader.review(root.section("review"),
                new DeskReader(steps.templates(), PlaybookReader.names(playbooks, books)));
        Optional<TocsinConfig> read = root.make(() -> new TocsinConfig(root.get("node", Kind.NAME_OF, host),
                zone,
                root.get("drain", Kind.DURATION, TocsinConfig.DRAIN), RuleReader.safety(root.section("safety")),
                stores.store(store, crypto), stores.retention(root.section("retention")),
                doors.http(root.section("http")), doors.tcp(root.section("tcp")),
                numbers(root.section("numbers"), folder), ClientReader.read(clients), carriers,
                voice, templates, DeskReader.with(playbooks, review.desk(), zone),
                RuleReader.grades(root.section("grades")), RuleReader.policy(root.section("policy")),
                RuleReader.settle(root.section("settle"), window), RuleReader.receipts(root.section("receipts")),
                RuleReader.access(root.section("access")), log(root.section("log")),
                new SpeechReader(folder).speech(root.section("voice")), review,
                doors.monitoring(root.section("monitoring")), RuleReader.replies(root.section("replies"))));
        if (careful) {
            DefaultSecrets.ofClients(clients);
            DefaultSecrets.ofPeers(lines);
            DefaultSecrets.ofPeers(pbxes);
            DefaultSecrets.ofStore(store);
        }
        return read;
    }

    private static NumbersConfig numbers(Section section, Folder folder) {
        return new NumbersConfig(section.find("portability", folder.readable()).orElse(null));
    }

    private static LogConfig log(Section section) {
        LogConfig usual = LogConfig.defaults();
        return new LogConfig(section.get("format", Words.LOG_FORMAT, usual.format()),
                section.get("level", Words.LOG_LEVEL, usual.level()));
    }
}
