package org.muster.commandside.adapter.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Answers wait for their client in bounded room, and come out as they went in. */
class AnswerSpoolTest {

    @Test
    void what_goes_in_comes_out_however_often_the_file_is_gone_round() throws Exception {
        StringBuilder sent = new StringBuilder();
        ByteArrayOutputStream taken = new ByteArrayOutputStream();
        try (AnswerSpool spool = new AnswerSpool(1_000)) {
            CompletableFuture<Void> sender = CompletableFuture.runAsync(() -> send(spool, taken));
            for (int n = 0; n < 2_000; n++) {
                String line = "answer " + n + " " + "x".repeat(n % 1_500) + "\n";
                sent.append(line);
                spool.write(line.getBytes(StandardCharsets.UTF_8));
            }
            spool.complete();
            sender.get(60, TimeUnit.SECONDS);
        }

        assertThat(taken.toString(StandardCharsets.UTF_8)).isEqualTo(sent.toString());
    }

    @Test
    void a_writer_waits_only_when_the_room_is_full_and_not_at_all_for_a_client_that_is_gone() throws Exception {
        CountDownLatch gone = new CountDownLatch(1);
        OutputStream client = new OutputStream() {
            @Override
            public void write(int one) throws IOException {
                try {
                    gone.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                throw new IOException("gone");
            }
        };
        try (AnswerSpool spool = new AnswerSpool(100_000)) {
            CompletableFuture<Void> sender = CompletableFuture.runAsync(() -> send(spool, client));
            for (int n = 0; n < 9; n++) {
                spool.write(new byte[10_000]); // nobody takes anything, and yet this returns
            }
            gone.countDown();
            sender.get(60, TimeUnit.SECONDS);
            for (int n = 0; n < 100; n++) {
                spool.write(new byte[10_000]);
            }
        }
    }

    private static void send(AnswerSpool spool, OutputStream client) {
        try {
            spool.sendTo(client);
        } catch (IOException expected) {
            assertThat(expected).hasMessage("gone");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
