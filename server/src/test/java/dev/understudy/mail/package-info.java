@org.jspecify.annotations.NullMarked
package dev.understudy.mail;
