/** What all sources share, over hand-written parts and over a real driver. */
@org.jspecify.annotations.NullMarked
package dev.understudy.data.source;
