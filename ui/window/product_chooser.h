// ui/window/product_chooser.h - layer: ui (Qt Widgets)
#pragma once

#include "core/products/product_catalog.h"

#include <QComboBox>

#include <memory>
#include <vector>

namespace varad {
class Job;
}

namespace varad::ui {

/// The products of this PC, and the way to others. Lists them on a thread. GUI thread.
class ProductChooser final : public QComboBox {
    Q_OBJECT

public:
    /// @param root folder below which products lie
    explicit ProductChooser(const QString& root, QWidget* parent = nullptr);
    ~ProductChooser() override;

    /// Looks again. @param chosen folders that were opened one by one
    void refresh(const QStringList& chosen);
    /// Which one is in force; empty: none. It need not be listed yet.
    void setCurrent(const QString& folder, const QString& name);

Q_SIGNALS:
    void chosen(const QString& folder);
    void openRequested();
    void listed(); ///< after refresh()

protected:
    void changeEvent(QEvent* event) override;

private:
    void take(std::vector<CatalogProduct> products);
    void fill();
    void activate(int index);

    const QString m_root;
    std::vector<CatalogProduct> m_products;
    QString m_current;
    QString m_currentName;
    std::unique_ptr<Job> m_job;
};

} // namespace varad::ui
