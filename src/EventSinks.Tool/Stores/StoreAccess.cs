namespace EventSinks.Tool.Stores;

/// <summary>How a store may be opened to deliver from it.</summary>
/// <param name="MustExist">Whether it has to be there; else it is made.</param>
/// <param name="IsForced">Whether it may be another program's.</param>
internal sealed record StoreAccess(bool MustExist, bool IsForced);
