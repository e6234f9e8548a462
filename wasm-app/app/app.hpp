#pragma once
// The page's program.

#include "app/shell/program.hpp"

namespace afterdesk::app {

struct Model;

class App final : public Program {
  public:
    App();
    ~App() override;
    App(App const&) = delete;
    App& operator=(App const&) = delete;

    void on(Happening happening) override;
    void draw(ui::Ui& ui) override;
    std::vector<Effect> take_effects() override;
    bool wants_frame() const override;
    bool asks() const override;

  private:
    std::unique_ptr<Model> model_;
    std::uint64_t shown_revision_ = 0;  ///< of the views
    bool wants_frame_ = false;
};

}  // namespace afterdesk::app
