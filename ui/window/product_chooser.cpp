// ui/window/product_chooser.cpp - layer: ui
#include "ui/window/product_chooser.h"

#include "core/jobs/job.h"

#include <QDir>
#include <QEvent>
#include <QSignalBlocker>

#include <algorithm>

namespace varad::ui {

ProductChooser::ProductChooser(const QString& root, QWidget* parent) : QComboBox(parent), m_root(root)
{
    setObjectName(QStringLiteral("productChooser"));
    setSizeAdjustPolicy(QComboBox::AdjustToContents);
    setMinimumContentsLength(14);
    connect(this, &QComboBox::activated, this, &ProductChooser::activate);
    fill();
}

ProductChooser::~ProductChooser() = default;

void ProductChooser::refresh(const QStringList& chosen)
{
    if (m_job)
        return; // one is under way, and it is short
    auto products =
        std::make_shared<std::vector<CatalogProduct>>(); // written by the job, read when it has ended
    m_job = std::make_unique<Job>(tr("List of products"),
                                  [products, root = m_root, chosen](const JobContext& context) -> Status {
                                      *products = listProducts({root}, chosen, context.stop);
                                      return {};
                                  });
    connect(m_job.get(), &Job::finished, this, [this, products] {
        m_job.release()->deleteLater();
        take(std::move(*products));
    });
    m_job->start();
}

void ProductChooser::setCurrent(const QString& folder, const QString& name)
{
    m_current = folder.isEmpty() ? QString() : QDir::cleanPath(folder);
    m_currentName = name;
    fill();
}

void ProductChooser::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        fill();
    QComboBox::changeEvent(event);
}

void ProductChooser::take(std::vector<CatalogProduct> products)
{
    m_products = std::move(products);
    fill();
    Q_EMIT listed();
}

void ProductChooser::fill()
{
    setAccessibleName(tr("Product"));
    setToolTip(tr("The product that judges the pictures"));
    clear();
    if (m_current.isEmpty())
        addItem(tr("No product"), QString());
    const bool known =
        std::any_of(m_products.begin(), m_products.end(),
                    [this](const CatalogProduct& product) { return product.folder == m_current; });
    if (!known && !m_current.isEmpty())
        addItem(m_currentName, m_current);
    for (const CatalogProduct& product : m_products) {
        addItem(product.name, product.folder);
        setItemData(count() - 1, product.problem.isEmpty() ? product.folder : product.problem,
                    Qt::ToolTipRole);
    }
    insertSeparator(count());
    addItem(tr("Open Product..."));
    setCurrentIndex(findData(m_current));
}

void ProductChooser::activate(int index)
{
    const QString folder = itemData(index).toString();
    if (index == count() - 1) {
        setCurrentIndex(findData(m_current));
        Q_EMIT openRequested();
    } else if (!folder.isEmpty() && folder != m_current) {
        Q_EMIT chosen(folder);
    }
}

} // namespace varad::ui
