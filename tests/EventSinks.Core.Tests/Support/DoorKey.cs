namespace EventSinks.Support;

/// <summary>A credential that may come late.</summary>
public sealed class DoorKey
{
    private volatile bool _isThere;

    public bool IsThere
    {
        get => _isThere;
        set => _isThere = value;
    }
}
