package dev.understudy.agent.supervisor;

import java.util.List;
import java.util.Set;

/** English words by what they say about a question; singular, as {@link Words} gives them. */
final class Vocabulary {
    /**
     * Ask for rows, figures or a ranking. {@code howmany} and {@code howmuch} are one word here.
     */
    static final Set<String> ASKING =
            words(
                    """
                    howmany howmuch top bottom best worst most least fewest highest lowest biggest
                    largest smallest greatest cheapest expensive total sum average avg median count
                    maximum max minimum min list show display find which rank ranking ranked sort sorted
                    share percentage percent ratio proportion trend compare compared comparison growth
                    breakdown distribution histogram chart graph plot per by group grouped split latest
                    newest oldest recent number overview
                    """);

    /** Of those: the ones that hardly ask for anything but rows and figures. */
    static final Set<String> FIGURES =
            words(
                    """
                    howmany howmuch total sum average avg median count maximum minimum list show
                    percentage percent proportion breakdown distribution histogram grouped
                    """);

    /** What businesses measure, under whatever name the tables have it. */
    static final Set<String> MEASURES = words("revenue sale turnover profit");

    /** Also business, but not enough to be certain. */
    static final Set<String> BUSINESS =
            words(
                    """
                    business churn margin kpi inventory stock invoice supplier employee staff salary
                    budget forecast performance pipeline lead subscription client user account delivery
                    shipment purchase discount complaint return refund price cost income earning seller
                    bestseller payment transaction debt asset headcount company data database table row
                    column sql query report dashboard figure
                    """);

    static final Set<String> OWN = words("our we us ours");

    static final Set<String> PERIODS =
            words(
                    """
                    day week month quarter year daily weekly monthly quarterly yearly annual annually
                    today yesterday date last this past previous current since until till between before
                    after during q1 q2 q3 q4 ytd january february march april may june july august
                    september october november december jan feb mar apr jun jul aug sep oct nov dec
                    period time
                    """);

    /** Say nothing by themselves; with the verbs of buying and selling. */
    static final Set<String> FILLING =
            words(
                    """
                    a an the of in on at to from for with without and or but is are was were be been do
                    doe did have has had there their it its they them that those these who whom what
                    what's when where me i all any each every some only just also now then than as not no
                    more fewer less greater over under above below please get got give see want need
                    like i'd let's so far across within into out up one two three four five ten twenty
                    bought buy purchase purchased spend spent sell sold place placed ordered pay paid
                    make made earn earned generate generated receive received came come same again
                    instead exclude excluding include including this compared versus vs both
                    """);

    /** How a question begins that goes on with the one before. */
    static final Set<String> GOING_ON =
            words(
                    "and now only just by per same sort also instead but without exclude or then show");

    private Vocabulary() {}

    private static Set<String> words(String text) {
        return Set.copyOf(List.of(text.strip().split("\\s+")));
    }
}
