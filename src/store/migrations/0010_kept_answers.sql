-- A command that was found to have no effect keeps that answer too, so that its repeat is not decided anew on what the order has become.

alter table refused_commands rename to kept_answers;
alter table kept_answers rename constraint refused_commands_pkey to kept_answers_pkey;
alter table kept_answers
  -- Both null: accepted, without effect.
  alter column code drop not null,
  alter column detail drop not null,
  add constraint kept_answers_refusal_is_whole check ((code is null) = (detail is null));
