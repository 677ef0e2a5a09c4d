-- What has happened to the items of an order is asked for by the order.
create index stock_allocations_by_order on stock_allocations (business_unit_id, order_id);
