package dev.understudy.settings;

/**
 * One line of a source, before anybody looked whether it makes sense.
 *
 * @param key as written
 * @param text the value, which may be a secret
 */
record Found(String key, String text, Source source) {

    @Override
    public String toString() {
        return key + " (" + source.described() + ")";
    }
}
