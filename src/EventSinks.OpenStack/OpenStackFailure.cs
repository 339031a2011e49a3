namespace EventSinks.OpenStack;

/// <summary>Why a cloud could not be signed in to or has no address to offer: what tells whether waiting helps.</summary>
public enum OpenStackFailure
{
    /// <summary>Keystone cannot be reached or cannot serve now, or a service refuses every token that it gives. Waiting helps.</summary>
    Unavailable,

    /// <summary>Keystone refuses the user, the secret or the scope. Waiting helps only if somebody changes them.</summary>
    Refused,

    /// <summary>The settings are incomplete or contradict each other; Keystone was not asked.</summary>
    BadSettings,

    /// <summary>The catalog has no such service, or none in the region and interface that were asked for.</summary>
    NoEndpoint,

    /// <summary>What answers is not Keystone v3: a login page, a redirect, another service.</summary>
    NotKeystone,
}
