package dev.understudy.auth.ldap;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.RDN;

/**
 * How the name to bind with is made of the name that a user typed: a DN, or one of Active
 * Directory's short forms ({@code {username}@example.com}, {@code EXAMPLE\{username}}).
 *
 * @param pattern holds the user's name once
 */
public record BindName(String pattern) {
    /** In the short forms these separate user and domain, or quote what follows. */
    private static final String SEPARATORS = "@\\/\"";

    /**
     * Checks the pattern.
     *
     * @throws IllegalArgumentException saying what is wrong with it
     */
    public BindName {
        Placeholder.require(pattern);
        if (isDn(pattern) && !DN.isValidDN(Placeholder.fill(pattern, "x"))) {
            throw new IllegalArgumentException("is no DN");
        }
    }

    /** Active Directory's form for users of a domain, by its DNS name or its short one. */
    public static BindName ofDomain(String domain) {
        return new BindName(
                domain.indexOf('.') >= 0 ? "{username}@" + domain : domain + "\\{username}");
    }

    private static boolean isDn(String pattern) {
        return pattern.indexOf('=') >= 0;
    }

    /** Whether it makes the DN of the user's entry; the short forms do not. */
    boolean makesDn() {
        return isDn(pattern);
    }

    /**
     * The name without the domain of this pattern, where it was typed with it: {@code
     * ada@example.com} is {@code ada} for the pattern of that domain.
     */
    String local(String typed) {
        if (makesDn()) {
            return typed;
        }
        var placeholder = Placeholder.in(pattern).orElseThrow();
        int at = pattern.indexOf(placeholder);
        var before = pattern.substring(0, at);
        var after = pattern.substring(at + placeholder.length());
        int end = typed.length() - after.length();
        boolean whole =
                end > before.length()
                        && typed.regionMatches(true, 0, before, 0, before.length())
                        && typed.regionMatches(true, end, after, 0, after.length());
        return whole ? typed.substring(before.length(), end) : typed;
    }

    /** Whether the name can stand in the pattern without changing what it means. */
    boolean takes(String user) {
        return makesDn() || user.chars().noneMatch(it -> SEPARATORS.indexOf(it) >= 0);
    }

    /** The name to bind with: what is special in a DN is escaped. */
    String of(String user) {
        return Placeholder.fill(pattern, makesDn() ? escaped(user) : user);
    }

    private static String escaped(String user) {
        var attribute = "x=";
        return new RDN("x", user).toString().substring(attribute.length());
    }
}
