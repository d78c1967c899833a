package io.tocsin.access.content;

import java.util.List;
import java.util.Map;

/** What content there is without anything published, and what may be published. */
public interface ContentRules {
    /** The contents of the file, as texts that can be proposed again with a change. */
    Map<ContentName, String> base();

    /**
     * Holds a text against every rule of its kind; may block.
     *
     * @return what is worth knowing before it is approved, such as how many segments it takes
     * @throws BadContentException with everything that is wrong
     */
    List<String> check(ContentName of, String text);
}
