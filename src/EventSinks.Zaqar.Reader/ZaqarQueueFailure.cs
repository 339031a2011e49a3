namespace EventSinks.Zaqar.Reader;

/// <summary>Why a queue cannot be read, for as long as nobody changes something.</summary>
public enum ZaqarQueueFailure
{
    /// <summary>The settings are incomplete, contradict each other, or hold what cannot be sent; nobody was asked.</summary>
    BadSettings,

    /// <summary>Keystone refuses the user, the secret or the scope, or Zaqar the token: 401 after a new sign-in, or 403.</summary>
    Refused,

    /// <summary>What answers at the address is not Zaqar or not Keystone: 404, a redirect, no such service in the catalog.</summary>
    WrongAddress,

    /// <summary>Zaqar refuses the request itself: the project is missing, the queue's name or a limit is not to its liking.</summary>
    BadRequest,
}
