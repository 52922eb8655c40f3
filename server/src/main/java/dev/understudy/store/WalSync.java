package dev.understudy.store;

import java.io.IOException;
import java.nio.channels.FileChannel;

/** How what was written to the file {@code -wal} is brought to the disk. On the ledger's thread. */
interface WalSync {
    WalSync BY_SYSTEM = wal -> wal.force(false);

    void force(FileChannel wal) throws IOException;
}
