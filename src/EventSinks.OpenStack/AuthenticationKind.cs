namespace EventSinks.OpenStack;

/// <summary>How somebody shows Keystone who they are. A trust is no kind of its own: it is a scope that a trustee asks for.</summary>
public enum AuthenticationKind
{
    /// <summary>Not at all: for services that run without Keystone.</summary>
    None,

    /// <summary>By a user's name or id and password.</summary>
    Password,

    /// <summary>By a token that was issued already.</summary>
    Token,

    /// <summary>By an application credential: its id, or its name and user, and its secret.</summary>
    ApplicationCredential,
}
