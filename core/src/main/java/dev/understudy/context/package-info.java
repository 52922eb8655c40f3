/** What fits into a model's context window, and what is left out when not all of it does. Pure. */
package dev.understudy.context;
