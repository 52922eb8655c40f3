package dev.understudy.tds;

/** A column of an answer; SQL Server leaves the name of an expression empty. */
record ResultColumn(String name, WireType type) {}
