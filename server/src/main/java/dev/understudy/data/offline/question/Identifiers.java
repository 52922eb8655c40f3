package dev.understudy.data.offline.question;

import dev.understudy.data.Dialect;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Names in SQL: quoted only where a dialect would misread them. */
final class Identifiers {
    private static final Pattern SMALL = Pattern.compile("[a-z_][a-z0-9_]*");
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    /** Words that some dialect reserves; quoting one too many harms nothing. */
    private static final Set<String> RESERVED =
            Set.of(
                    ("add all alter analyse analyze and any array as asc asymmetric authorization"
                                    + " backup begin between bigint both break browse bulk by call cascade"
                                    + " case cast change char character check checkpoint close cluster"
                                    + " clustered coalesce collate column columns commit compute condition"
                                    + " constraint contains continue convert create cross cube current"
                                    + " current_date current_role current_time current_timestamp"
                                    + " current_user cursor database databases date day dec decimal declare"
                                    + " default delete desc describe deterministic distinct distributed div"
                                    + " double drop dual each else elseif end end_exec enclosed escape"
                                    + " except exec execute exists exit explain extract false fetch file"
                                    + " float for force foreign freeze from full fulltext function general"
                                    + " generated get glob global go goto grant group grouping groups having"
                                    + " high_priority holdlock hour identity if ignore ilike in index infile"
                                    + " initially inner inout insert int integer intersect interval into is"
                                    + " isnull iterate join key keys kill lateral lead leading leave left"
                                    + " level like limit linear lines load local localtime lock long loop"
                                    + " map match merge minute mod month names national natural new no nocheck"
                                    + " not notnull null nulls numeric of off offset offsets old on only open"
                                    + " optimize option or order out outer over overlaps partition percent"
                                    + " pivot placing plan position precision primary print procedure public"
                                    + " purge qualify quarter range rank read real recursive references"
                                    + " regexp release rename repeat replace require resignal restore"
                                    + " restrict return returning revoke right rlike role rollback row"
                                    + " rowcount rownum rows rule save schema schemas second select"
                                    + " session_user set show signal similar size some sql start statistics"
                                    + " status_ symmetric system table tablesample terminated then time"
                                    + " timestamp to top trailing tran transaction trigger true truncate type_"
                                    + " undo union unique unlock unpivot unsigned update usage use user"
                                    + " using value values varchar variadic varying verbose view waitfor"
                                    + " week when where while window with within write xor year zerofill")
                            .split(" "));

    private Identifiers() {}

    static String written(String name, Dialect dialect) {
        var plain = dialect == Dialect.POSTGRESQL ? SMALL : PLAIN;
        boolean safe =
                plain.matcher(name).matches() && !RESERVED.contains(name.toLowerCase(Locale.ROOT));
        return safe ? name : dialect.quoted(name);
    }
}
