package io.tocsin.config.read;

import io.tocsin.config.read.kind.Folder;
import io.tocsin.config.value.CryptoProfile;
import io.tocsin.config.yaml.Kind;
import io.tocsin.config.yaml.Section;
import io.tocsin.store.RetentionConfig;
import io.tocsin.store.StoreConfig;

/**
 * Reads {@code store} and {@code retention}.
 *
 * @param folder what paths are relative to
 */
record StoreReader(Folder folder) {
    StoreConfig store(Section section, CryptoProfile crypto) {
        StoreConfig usual = StoreConfig.defaults();
        return section.make(usual,
                () -> new StoreConfig(section.get("redis", Kind.SECRET, usual.redis()),
                        section.get("dir", folder.folder(), folder.path().resolve(usual.dir())),
                        section.get("partitions", Kind.WHOLE, usual.partitions()),
                        section.find("key", Kind.SECRET).orElse(null), section.get("weak", Kind.FLAG, usual.weak()),
                        crypto));
    }

    RetentionConfig retention(Section section) {
        RetentionConfig usual = RetentionConfig.defaults();
        return section.make(usual,
                () -> new RetentionConfig(section.get("warnings", Kind.DURATION, usual.warnings()),
                        section.get("refs", Kind.DURATION, usual.refs()),
                        section.get("events", Kind.DURATION, usual.events()),
                        section.get("accepting", Kind.DURATION, usual.accepting()),
                        section.get("audit", Kind.DURATION, usual.audit())));
    }
}
