import "./header.css";

interface HeaderProps {
  name: string | null;
  onSignOut(): void;
}

export function Header({ name, onSignOut }: HeaderProps) {
  return (
    <header className="header">
      <div className="header-inner">
        <span className="brand">
          <img src="/favicon.svg" alt="" width="28" height="28" />
          Hearthbook
        </span>
        <span className="header-tag">Deck Auth demo</span>
        {name !== null && (
          <span className="header-person">
            <span className="header-name">{name}</span>
            <button type="button" className="quiet" data-demo="sign-out" onClick={onSignOut}>
              Sign out
            </button>
          </span>
        )}
      </div>
    </header>
  );
}
