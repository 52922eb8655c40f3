package dev.understudy.settings;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Builds {@link YamlNode}s from the parser's events, so that every bound holds before anything is
 * built: one document, no aliases, anchors or tags, names that are plain texts, and a small depth.
 */
final class YamlTree {
    /** {@code models} - an entry - {@code clocks} - a value, and one to spare. */
    static final int DEEPEST = 5;

    private final Iterator<Event> events;

    /** What is wrong and where; the parser's own message would quote the file. */
    static final class UnreadableException extends Exception {
        private static final long serialVersionUID = 1L;

        private final int line;
        private final String reason;

        UnreadableException(int line, String reason) {
            super(reason, null, false, false);
            this.line = line;
            this.reason = reason;
        }

        int line() {
            return line;
        }

        String reason() {
            return reason;
        }
    }

    private YamlTree(Iterator<Event> events) {
        this.events = events;
    }

    /** The document in {@code text}; none when it is empty. */
    static Optional<YamlNode> read(String text) throws UnreadableException {
        var settings =
                LoadSettings.builder()
                        .setCodePointLimit(SettingsFile.MOST_BYTES)
                        .setMaxAliasesForCollections(0)
                        .build();
        try {
            return new YamlTree(new Parse(settings).parseString(text).iterator()).document();
        } catch (MarkedYamlEngineException e) {
            var problem = e.getProblem() == null ? "" : ": " + Quoted.shortened(e.getProblem());
            throw new UnreadableException(line(e.getProblemMark()), "not valid YAML" + problem);
        } catch (YamlEngineException _) {
            throw new UnreadableException(1, "not valid YAML");
        }
    }

    private Optional<YamlNode> document() throws UnreadableException {
        Optional<YamlNode> root = Optional.empty();
        while (events.hasNext()) {
            var event = events.next();
            if (event instanceof NodeEvent node) {
                if (root.isPresent()) {
                    throw new UnreadableException(line(event), "a second document");
                }
                root = Optional.of(node(node, 1));
            }
        }
        return root;
    }

    private YamlNode node(NodeEvent event, int depth) throws UnreadableException {
        if (event instanceof AliasEvent || event.getAnchor().isPresent()) {
            throw new UnreadableException(
                    line(event), "anchors (&) and aliases (*) are not used here; quote the text");
        }
        if (depth > DEEPEST) {
            throw new UnreadableException(line(event), "nested too deep");
        }
        return switch (event) {
            case ScalarEvent scalar -> scalar(scalar);
            case MappingStartEvent start -> mapping(start, depth);
            case CollectionStartEvent start -> sequence(start, depth);
            default -> throw new UnreadableException(line(event), "not valid YAML");
        };
    }

    private static YamlNode scalar(ScalarEvent event) throws UnreadableException {
        refuseTag(event.getTag(), event);
        var text = event.getValue();
        var unset =
                event.isPlain()
                        && (text.isEmpty() || text.equals("~") || text.equalsIgnoreCase("null"));
        return new YamlNode.Scalar(text, unset, line(event));
    }

    private YamlNode mapping(MappingStartEvent start, int depth) throws UnreadableException {
        refuseTag(start.getTag(), start);
        List<YamlNode.Entry> entries = new ArrayList<>();
        while (events.next() instanceof NodeEvent key) {
            if (!(node(key, depth + 1) instanceof YamlNode.Scalar(var name, _, var line))) {
                throw new UnreadableException(line(key), "a name must be a plain text");
            }
            // After a name the parser always gives a value, an empty one if need be.
            entries.add(new YamlNode.Entry(name, node((NodeEvent) events.next(), depth + 1), line));
        }
        return new YamlNode.Mapping(List.copyOf(entries), line(start));
    }

    private YamlNode sequence(CollectionStartEvent start, int depth) throws UnreadableException {
        refuseTag(start.getTag(), start);
        List<YamlNode> items = new ArrayList<>();
        while (events.next() instanceof NodeEvent item) {
            items.add(node(item, depth + 1));
        }
        return new YamlNode.Sequence(List.copyOf(items), line(start));
    }

    private static void refuseTag(Optional<String> tag, Event event) throws UnreadableException {
        if (tag.isPresent()) {
            throw new UnreadableException(
                    line(event), "tags (!) are not used here; quote the text");
        }
    }

    private static int line(Event event) {
        return line(event.getStartMark());
    }

    private static int line(Optional<Mark> mark) {
        return mark.map(it -> it.getLine() + 1).orElse(1);
    }
}
