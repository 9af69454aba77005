"""Group list: the room makes a list together, and compares it with one of the toolkit's."""

from facilitator.activities.group_list.kind import GroupList

KIND = GroupList()
