/** How many metered attempts a window allows, and when a window begins and ends. Pure values. */
package dev.understudy.quota;
