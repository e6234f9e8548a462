#pragma once
// What figures stand beside: a stock cpp-httplib server that says hello.

#include <httplib.h>

#include <thread>

namespace afterdesk::bench {

struct StockHello {
    httplib::Server server;
    int port = 0;
    std::thread thread;

    StockHello() {
        server.new_task_queue = [] { return new httplib::ThreadPool(16); };
        server.set_tcp_nodelay(true);
        server.set_keep_alive_max_count(1'000'000'000);
        server.Get("/hi", [](httplib::Request const&, httplib::Response& response) {
            response.set_content("Hello World!", "text/plain");
        });
        port = server.bind_to_any_port("127.0.0.1");
        thread = std::thread([this] { server.listen_after_bind(); });
        server.wait_until_ready();
    }
    ~StockHello() {
        server.stop();
        thread.join();
    }
};

}  // namespace afterdesk::bench
