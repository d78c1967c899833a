package io.tocsin.cli;

import io.tocsin.access.ApiKey;
import io.tocsin.cli.bench.BenchCommand;
import io.tocsin.cli.connect.CarrierConnector;
import io.tocsin.cli.connect.PbxConnector;
import io.tocsin.cli.connect.SpeechConnector;
import io.tocsin.cli.connect.StoreConnector;
import io.tocsin.cli.demo.DemoCommand;
import io.tocsin.cli.dialog.DialogCommand;
import java.util.List;

/** The commands there are. */
public final class Commands {
    private Commands() {}

    /**
     * One of each.
     *
     * @return in the order help lists them
     */
    public static List<Object> all() {
        return List.of(new DemoCommand(), new ServeCommand(ConfigOption.reader()),
                new CheckCommand(ConfigOption.reader(),
                        List.of(new StoreConnector(), new CarrierConnector(), new PbxConnector(),
                                new SpeechConnector())),
                new SubmitCommand(), new SimulateCommand(),
                new BenchCommand(), new KeyCommand(ApiKey::fresh),
                new UserCommand(ConfigOption.reader()), new AuditCommand(), new DialogCommand());
    }
}
